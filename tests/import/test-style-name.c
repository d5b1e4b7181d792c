/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-style-name.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    BrvRole role;
    guint level;
  } cases[] = {
    { "heading 1", BRV_ROLE_HEADING, 1 },
    { "Heading_20_3", BRV_ROLE_PARAGRAPH, 0 },
    { "Überschrift 2", BRV_ROLE_HEADING, 2 },
    { "Titre 3", BRV_ROLE_HEADING, 3 },
    { "Titre", BRV_ROLE_TITLE, 0 },
    { "Título 1", BRV_ROLE_HEADING, 1 },
    { "Titolo2", BRV_ROLE_HEADING, 2 },
    { "Заголовок 4", BRV_ROLE_HEADING, 4 },
    { "見出し 1", BRV_ROLE_HEADING, 1 },
    { "标题 1", BRV_ROLE_HEADING, 1 },
    { "Nagłówek 1", BRV_ROLE_HEADING, 1 },
    { "heading 12", BRV_ROLE_PARAGRAPH, 0 },
    { "Title", BRV_ROLE_TITLE, 0 },
    { "Subtitle", BRV_ROLE_STANDFIRST, 0 },
    { "Sous-titre", BRV_ROLE_STANDFIRST, 0 },
    { "Block Text", BRV_ROLE_QUOTE, 1 },
    { "Intense Quote", BRV_ROLE_QUOTE, 1 },
    { "List Bullet", BRV_ROLE_LIST_ITEM, 1 },
    { "List Number 3", BRV_ROLE_LIST_ITEM, 3 },
    { "caption", BRV_ROLE_CAPTION, 0 },
    { "HTML Preformatted", BRV_ROLE_PREFORMATTED, 0 },
    { "TOC 2", BRV_ROLE_FURNITURE, 0 },
    { "toc heading", BRV_ROLE_FURNITURE, 0 },
    { "Normal", BRV_ROLE_PARAGRAPH, 0 },
    { "List Paragraph", BRV_ROLE_PARAGRAPH, 0 },
    { "", BRV_ROLE_PARAGRAPH, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BrvStyleMeaning meaning = { BRV_N_ROLES, 99 };
      gboolean known = brv_style_name_judge (cases[i].name, &meaning);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (meaning.role, ==, cases[i].role);
      g_assert_cmpuint (meaning.level, ==, cases[i].level);
      g_assert_true (known == (cases[i].role != BRV_ROLE_PARAGRAPH));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/style-name/names", test_names);
  return g_test_run ();
}
