/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-caption.h"

static const struct
{
  const char *caption;
  const char *credit; /* NULL: none */
} rows[] = {
  { "The old quay at low tide. Photo: Bo Ek / The Quay", "Bo Ek / The Quay" },
  { "The old quay at low tide (Foto di Ada Holm)", "Ada Holm" },
  { "The old quay at low tide. © Harbour Notes", "Harbour Notes" },
  { "The old quay at low tide. Photo by the author.", "the author" },
  { "La salle de lecture, en juillet. Photo Ada Holm/Le Quai", "Ada Holm/Le Quai" },
  { "学员在老船坞内。江畔周刊 摄", "江畔周刊" },
  { "Nets drying at the quay. (File photo/QNA)", "QNA" },
  { "Photos of the quay are kept in a cellar", NULL },
  { "The plates are lost. Foto Quay holds what was printed of them.", NULL },
  { "The quay was old. Photo by then was a word that everybody knew.", NULL },
  { "The old quay at low tide", NULL },
  { "", NULL },
};

static void
test_credit (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *text = rows[i].caption;
      BrvRange range = { 0, 0 };
      gboolean found = brv_caption_find_credit (text, &range);
      g_autofree char *credit =
        found ? g_strndup (text + range.start, range.end - range.start) : NULL;

      g_test_message ("%s", text);
      g_assert_cmpstr (credit, ==, rows[i].credit);
    }
}

static void
test_label (void)
{
  g_assert_true (brv_caption_has_label ("Picture: The quay at dawn, before the boats."));
  g_assert_true (brv_caption_has_label ("写真：夜明け前の岸壁。"));
  g_assert_false (brv_caption_has_label ("The quay at dawn. Picture: Ada Holm"));
  g_assert_false (brv_caption_has_label ("Question: how long is the quay?"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/caption/credit", test_credit);
  g_test_add_func ("/import/caption/label", test_label);
  return g_test_run ();
}
