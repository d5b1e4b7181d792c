/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-byline-genre.h"
#include "import/brv-byline.h"

static void
test_genre (void)
{
  static const char *const rows[][2] = {
    { "Comment by Ada Holm", "Ada Holm" },
    { "Story: Ada Holm and Bo Ek", "Ada Holm and Bo Ek" },
    { "Guest opinion piece by Ada Holm", "Ada Holm" },
    { "Ein Gastbeitrag von Ada Holm", "Ada Holm" },
    { "Reportage: Ada Holm", "Ada Holm" },
    { "Une enquête signée Ada Holm", "Ada Holm" },
    { "Crónica firmada por Ada Holm", "Ada Holm" },
    { "Un’inchiesta di Ada Holm", "Ada Holm" },
    { "Inchiesta di Ada Holm", "Ada Holm" },
    { "Krönika av arkivarie Ada Holm", "arkivarie Ada Holm" },
    { "Felieton: Ada Holm", "Ada Holm" },
    { "Текст: Ада Хольм", "Ада Хольм" },
    { "撰文：王小明", "王小明" },
    { "Photo by Ada Holm", NULL },
    { "The bridge by the harbour", NULL },
    { "Ada Holm", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (brv_byline_skip_genre (rows[i][0]), ==, rows[i][1]);
    }
}

static void
test_note (void)
{
  static const char *const rows[][2] = {
    { "With thanks we print an essay by Ada Holm, which ran in The Quay in May.", "Ada Holm" },
    { "Ein Beitrag von Ada Holm und Bo Ek, erschienen am 3. Mai 2024.", "Ada Holm|Bo Ek" },
    { "Nous reprenons une enquête signée Ada Holm que Le Quai a publiée.", "Ada Holm" },
    { "Aus dem „Hafenblatt“ (3. Mai 2024), Autorin: Ada Holm", "Ada Holm" },
    { "From The Quay of 3 May 2024, by Ada Holm", "Ada Holm" },
    { "El Muelle publicó este artículo de Ada Holm, que reproducimos.", "Ada Holm" },
    { "(From The Quay; words: Ada Holm)", "Ada Holm" },
    { "This article by The Quay is free to read.", NULL },
    { "The text of the treaty was printed in May.", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) names = brv_byline_find_in_note (rows[i][0]);
      g_autofree char *joined = names != NULL ? g_strjoinv ("|", names) : NULL;

      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (joined, ==, rows[i][1]);
    }
}

static void
test_rank (void)
{
  g_assert_cmpstr (brv_byline_skip_rank ("arkivarie Ada Holm"), ==, "Ada Holm");
  g_assert_cmpstr (brv_byline_skip_rank ("van der Berg"), ==, "van der Berg");
  g_assert_cmpstr (brv_byline_skip_rank ("the way of all ships"), ==, "the way of all ships");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/byline-genre/genre", test_genre);
  g_test_add_func ("/import/byline-genre/note", test_note);
  g_test_add_func ("/import/byline-genre/rank", test_rank);
  return g_test_run ();
}
