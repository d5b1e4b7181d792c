/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "face-fixture.h"
#include "typeset/brv-break-rules.h"

/* Two words, and whether no line ends between them. */
typedef struct
{
  const char *before;
  const char *after;
  gboolean is_bound;
  const char *language;
} Row;

static const Row rows[] = {
  /* A word and its number. */
  { "p.", "5", TRUE, "en" },
  { "pp.", "5–7", TRUE, "en" },
  { "Para.", "7", TRUE, "en" },
  { "no.", "3", TRUE, "en" },
  { "fig.", "12", TRUE, "en" },
  { "§", "4", TRUE, "en" },
  { "S.", "5", TRUE, "en" },
  { "Nr.", "3", TRUE, "de" },
  { "n°", "3", TRUE, "fr" },
  { "№", "5", TRUE, "ru" },
  { "с.", "5", TRUE, "en" },
  { "Стр.", "5", TRUE, "ru" },
  { "рис.", "2", TRUE, "ru" },
  { "ГЛ.", "2", TRUE, "ru" },
  { "σελ.", "5", TRUE, "el" },
  { "ΣΕΛ.", "5", TRUE, "el" },
  { "str.", "5", TRUE, "pl" },
  { "€", "500", TRUE, "en" },
  { "$", "500", TRUE, "en" },
  /* A number and its unit. */
  { "4", "%", TRUE, "en" },
  { "30", "km", TRUE, "en" },
  { "30", "km,", TRUE, "en" },
  { "200", "kWh", TRUE, "en" },
  { "1200", "MW", TRUE, "en" },
  { "100", "Mbit/s", TRUE, "en" },
  { "500", "MB", TRUE, "en" },
  { "300", "ft", TRUE, "en" },
  { "500", "€", TRUE, "de" },
  { "1200", "km/h", TRUE, "en" },
  { "120", "m²", TRUE, "en" },
  { "110", "°C", TRUE, "en" },
  { "10.30", "p.m.", TRUE, "en" },
  { "345", "million", TRUE, "en" },
  { "345", "млн", TRUE, "ru" },
  { "345", "тыс.", TRUE, "ru" },
  { "2020", "г.", TRUE, "ru" },
  { "300", "км", TRUE, "uk" },
  { "300", "χλμ.", TRUE, "el" },
  /* The groups of a number. */
  { "5", "000", TRUE, "fr" },
  { "120", "000", TRUE, "fr" },
  /* A day and its month, an initial and the name. */
  { "9", "March", TRUE, "en" },
  { "12–14", "March", TRUE, "en" },
  { "J.", "Smith", TRUE, "en" },
  { "И.", "Иванов", TRUE, "ru" },
  /* Words of one letter. */
  { "в", "порту", TRUE, "ru" },
  { "С", "нами", TRUE, "ru" },
  { "у", "порту", TRUE, "uk" },
  { "у", "порце", TRUE, "be" },
  { "w", "porcie", TRUE, "pl" },
  { "v", "přístavu", TRUE, "cs" },
  { "k", "prístavu", TRUE, "sk" },
  /* French signs, and what only looks like them. */
  { "paiera", "?", TRUE, "fr" },
  { "noms", ":", TRUE, "fr" },
  { "blé", "»", TRUE, "fr" },
  { "blé", "».", TRUE, "fr" },
  { "«", "Le", TRUE, "fr" },
  { "Wort", "»Satz«", FALSE, "de" },
  { "Wort«", "und", FALSE, "de" },
  { "ship", ":port", FALSE, "en" },
  /* What stands before or after them in vain. */
  { "—", "5", FALSE, "en" },
  { "ship", "5", FALSE, "en" },
  { "ship.", "5", FALSE, "en" },
  { "ship", "sank", FALSE, "en" },
  { "300", "ships", FALSE, "en" },
  { "300", "kmh", FALSE, "en" },
  { "2019", "March", FALSE, "en" },
  { "2019", "2020", FALSE, "en" },
  { "2019", "150", FALSE, "en" },
  { "ship.", "Smith", FALSE, "en" },
  { "a", "ship", FALSE, "en" },
  { "a", "port", FALSE, "bg" },
  { "сім’я", "та", FALSE, "uk" },
  { "на", "порту", FALSE, "ru" },
};

static const char *const openings[] = { "", "(", "“", "[", "(“", "„", "«" };

static gboolean
forbids (const FaceFixture *self, const char *before, const char *after, const char *language)
{
  g_autoptr (BrvInlineText) text = brv_inline_text_new ();
  g_autofree char *words = g_strdup_printf ("%s %s etc.", before, after);
  g_autoptr (BrvShapedText) shaped = NULL;

  brv_inline_text_append_plain (text, words);
  shaped = brv_shaped_text_new (self->fonts, text, brv_theme_get_look (self->theme, BRV_LOOK_BODY),
                                language);
  return brv_break_rules_forbid (shaped, (guint)g_utf8_strlen (before, -1) + 1);
}

static void
test_words (FaceFixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (openings); j++)
        {
          const Row *row = &rows[i];
          g_autofree char *inside = g_strconcat ("Dort ", openings[j], row->before, NULL);
          g_autofree char *first = g_strconcat (openings[j], row->before, NULL);

          g_test_message ("%s%s %s", openings[j], row->before, row->after);
          g_assert_cmpint (forbids (self, inside, row->after, row->language), ==, row->is_bound);
          g_assert_cmpint (forbids (self, first, row->after, row->language), ==, row->is_bound);
        }
    }
}

/* A dash or an ellipsis does not begin a line, even without a space before it. */
static void
test_dashes (FaceFixture *self, gconstpointer data)
{
  g_assert_true (forbids (self, "quay", "— or", "en"));
  g_assert_true (forbids (self, "quay", "– or", "en"));
  g_assert_true (forbids (self, "were", "… not", "en"));
  g_assert_false (forbids (self, "quay —", "or", "en"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/typeset/break-rules/words", FaceFixture, NULL, face_fixture_set_up, test_words,
              face_fixture_tear_down);
  g_test_add ("/typeset/break-rules/dashes", FaceFixture, NULL, face_fixture_set_up, test_dashes,
              face_fixture_tear_down);
  return g_test_run ();
}
