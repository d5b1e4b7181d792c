/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/brv-checkpoint-thinning.h"

#define MINUTES(n) ((gint64)(n)*60 * G_USEC_PER_SEC)
#define HOURS(n)   MINUTES ((n)*60)
#define DAYS(n)    HOURS ((n)*24)

/* A multiple of all steps, so that ages say in which step they lie. */
#define NOW DAYS (7 * 3000)

static BrvCheckpoint *
make_checkpoint (const char *name, gint64 time_us)
{
  g_autofree char *body = g_strdup_printf ("%" G_GINT64_FORMAT, time_us);

  return brv_checkpoint_new_stored (time_us, name, body, "");
}

static GPtrArray *
make_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)brv_checkpoint_unref);
}

static void
test_densities (void)
{
  const struct
  {
    const char *name;
    gint64 first_age_us;
    gint64 second_age_us; /* the younger one */
    gboolean both_stay;
  } rows[] = {
    { "the same five minutes", MINUTES (14), MINUTES (11), FALSE },
    { "the next five minutes", MINUTES (16), MINUTES (14), TRUE },
    { "the same hour", HOURS (3) - MINUTES (1), HOURS (2) + MINUTES (1), FALSE },
    { "the next hour", HOURS (3) + MINUTES (1), HOURS (2) + MINUTES (1), TRUE },
    { "the same day", DAYS (4) - 1, DAYS (3) + 1, FALSE },
    { "the next day", DAYS (4) + 1, DAYS (3) + 1, TRUE },
    { "the same week", DAYS (70) - 1, DAYS (63) + 1, FALSE },
    { "the next week", DAYS (70) + 1, DAYS (63) + 1, TRUE },
    { "on either side of an hour", HOURS (1) + 1, HOURS (1) - 1, TRUE },
    { "in the future", -MINUTES (1), -MINUTES (2), FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) list = make_list ();

      g_test_message ("%s", rows[i].name);
      g_ptr_array_add (list, make_checkpoint ("", NOW - rows[i].first_age_us));
      g_ptr_array_add (list, make_checkpoint ("", NOW - rows[i].second_age_us));
      g_ptr_array_add (list, make_checkpoint ("", NOW + HOURS (9)));
      brv_checkpoints_thin (list, NOW);
      g_assert_cmpuint (list->len, ==, rows[i].both_stay ? 3 : 2);
      g_assert_cmpint (((const BrvCheckpoint *)list->pdata[list->len - 2])->time_us, ==,
                       NOW - rows[i].second_age_us);
    }
}

static void
test_named (void)
{
  g_autoptr (GPtrArray) list = make_list ();

  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (list, make_checkpoint (i % 2 == 0 ? "Draft" : "", NOW - 6 + i));
  brv_checkpoints_thin (list, NOW);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpstr (((const BrvCheckpoint *)list->pdata[3])->name, ==, "");
}

/* A year of work, saved every ten minutes of eight hours a day. */
static void
test_a_year (void)
{
  g_autoptr (GPtrArray) list = make_list ();
  gint64 time_us = NOW;

  for (guint day = 0; day < 365; day++)
    {
      for (guint i = 0; i < 48; i++)
        {
          time_us = NOW + DAYS (day) + MINUTES (10 * i);
          g_ptr_array_add (list, make_checkpoint ("", time_us));
          brv_checkpoints_thin (list, time_us);
        }
      g_assert_cmpint (((const BrvCheckpoint *)list->pdata[list->len - 1])->time_us, ==, time_us);
    }
  g_test_message ("%u states stay", list->len);
  g_assert_cmpuint (list->len, <, 110);
  g_assert_cmpuint (list->len, >, 80);
  g_assert_cmpint (((const BrvCheckpoint *)list->pdata[0])->time_us, <, NOW + DAYS (7));
}

static void
test_latest (void)
{
  g_autoptr (GPtrArray) list = make_list ();
  g_autoptr (BrvCheckpoint) state = make_checkpoint ("", NOW);
  g_autoptr (BrvCheckpoint) other = make_checkpoint ("", NOW + 1);

  g_assert_false (brv_checkpoints_have_latest (list, state));
  g_ptr_array_add (list, brv_checkpoint_ref (state));
  g_assert_true (brv_checkpoints_have_latest (list, state));
  g_assert_false (brv_checkpoints_have_latest (list, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/checkpoint-thinning/densities", test_densities);
  g_test_add_func ("/storage/checkpoint-thinning/named", test_named);
  g_test_add_func ("/storage/checkpoint-thinning/a-year", test_a_year);
  g_test_add_func ("/storage/checkpoint-thinning/latest", test_latest);
  return g_test_run ();
}
