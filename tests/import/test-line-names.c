/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-line-names.h"

static void
note_cb (const char *name, gboolean whole, gpointer user_data)
{
  g_string_append_printf (user_data, "%s%s;", name, whole ? "!" : "");
}

/* Wholes have a mark. */
static void
test_names (void)
{
  static const struct
  {
    const char *line;
    const char *names;
  } cases[] = {
    { "Harbour Notes", "Harbour Notes!;Harbour Notes;" },
    { "Courtesy of the Upland Dispatch, 3 May 2024",
      "Courtesy of the Upland Dispatch!;Courtesy of the Upland Dispatch;Courtesy;Upland "
      "Dispatch;May;" },
    { "carried by Pier Digest on behalf of Quay Watch’s editors", "Pier Digest;Quay Watch;" },
    { "来源：《江畔周刊》2024年", "来源!;江畔周刊!;2024年!;" },
    { "read on – 2024", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      brv_line_names_each (cases[i].line, note_cb, names);
      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (names->str, ==, cases[i].names);
    }
}

static void
test_bare (void)
{
  static const char *const cases[][2] = {
    { "“Quay Watch”,", "Quay Watch" },
    { "Quay Watch’s", "Quay Watch" },
    { "→ —", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bare = brv_line_names_dup_bare (cases[i][0]);

      g_assert_cmpstr (bare, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/line-names/names", test_names);
  g_test_add_func ("/import/line-names/bare", test_bare);
  return g_test_run ();
}
