/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/brv-id.h"

static void
test_round_trip (void)
{
  for (guint i = 0; i < 100; i++)
    {
      BrvId id = brv_id_new ();
      BrvId back;
      g_autofree char *string = brv_id_to_string (id);

      g_assert_cmpuint (strlen (string), ==, BRV_ID_STRING_SIZE - 1);
      g_assert_true (brv_id_parse (string, &back));
      g_assert_true (brv_id_equal (id, back));
      g_assert_false (brv_id_is_none (id));
    }
}

static void
test_refuses (void)
{
  const char *const wrong[] = {
    "",
    "0123",
    "0123456789ABCDEF0123456789abcdef",
    "0123456789abcdef0123456789abcdeg",
    "0123456789abcdef0123456789abcdef0",
    NULL,
  };
  BrvId id;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i] != NULL ? wrong[i] : "(null)");
      g_assert_false (brv_id_parse (wrong[i], &id));
      g_assert_true (brv_id_is_none (id));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/round-trip", test_round_trip);
  g_test_add_func ("/base/id/refuses", test_refuses);
  return g_test_run ();
}
