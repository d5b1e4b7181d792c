/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "typeset/brv-paragraph-maker.h"
#include "typeset/brv-theme.h"

/* Enough for a helper to be called. */
#define N_PARAGRAPHS 100

static const char *const words[] = {
  "The harbour closed at noon, and the grain stayed where it was; nobody had asked the crew.",
  "Γύρισε στο λιμάνι πριν νυχτώσει και μέτρησε τα πλοία που έμεναν.",
  "Зерно ждали в порту неделю, и никто не знал почему.",
  "المراكب بقيت في الميناء حتى الصباح، ولم يسأل أحد لماذا.",
  "הספינות נשארו בנמל עד הבוקר, ואיש לא שאל מדוע.",
  "港に残った船は三日のあいだ動かず、誰もその理由を尋ねなかった。",
  "जहाज़ तीन दिन तक बंदरगाह में खड़े रहे और किसी ने कारण नहीं पूछा।",
};

typedef struct
{
  BrvTheme *theme;
  BrvFontBook *fonts;
  BrvParagraphMaker *maker;
  GPtrArray *texts; /* BrvInlineText */
  GArray *tasks;    /* BrvParagraphTask */
} Fixture;

static BrvInlineText *
make_text (guint number)
{
  BrvInlineText *text = brv_inline_text_new ();

  for (guint i = 1; i <= 4; i++)
    brv_inline_text_append_plain (text, words[number / i % G_N_ELEMENTS (words)]);
  return text;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->theme = brv_theme_load (NULL, NULL);
  self->fonts = brv_font_book_new ();
  self->maker = brv_paragraph_maker_new (self->fonts);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_inline_text_unref);
  self->tasks = g_array_new (FALSE, FALSE, sizeof (BrvParagraphTask));
  for (guint i = 0; i < N_PARAGRAPHS; i++)
    {
      BrvInlineText *text = make_text (i);
      BrvParagraphTask task = {
        text, brv_theme_get_look (self->theme, i % 5 == 0 ? BRV_LOOK_QUOTE : BRV_LOOK_BODY), "en",
        400, NULL
      };

      g_ptr_array_add (self->texts, text);
      g_array_append_val (self->tasks, task);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < self->tasks->len; i++)
    g_clear_pointer (&g_array_index (self->tasks, BrvParagraphTask, i).paragraph,
                     brv_paragraph_unref);
  g_array_unref (self->tasks);
  brv_paragraph_maker_free (self->maker);
  g_ptr_array_unref (self->texts);
  brv_font_book_free (self->fonts);
  brv_theme_unref (self->theme);
}

static BrvParagraphTask *
get_task (const Fixture *self, guint index)
{
  return &g_array_index (self->tasks, BrvParagraphTask, index);
}

static gboolean
make_all (const Fixture *self, GCancellable *cancellable, GError **error)
{
  return brv_paragraph_maker_make_all (self->maker, get_task (self, 0), self->tasks->len,
                                       cancellable, error);
}

static void
compare_runs (const BrvParagraph *paragraph,
              BrvFontBook *fonts,
              const BrvParagraph *alone,
              BrvFontBook *fonts_alone)
{
  g_assert_cmpuint (paragraph->runs->len, ==, alone->runs->len);
  for (guint i = 0; i < alone->runs->len; i++)
    {
      const BrvSetRun *run = brv_paragraph_get_run (paragraph, i);
      const BrvSetRun *wanted = brv_paragraph_get_run (alone, i);

      g_assert_true (brv_font_key_equal (brv_font_book_get_key (fonts, run->font),
                                         brv_font_book_get_key (fonts_alone, wanted->font)));
      g_assert_cmpfloat (run->x, ==, wanted->x);
      g_assert_cmpfloat (run->x_scale, ==, wanted->x_scale);
      g_assert_cmpuint (run->n_glyphs, ==, wanted->n_glyphs);
    }
}

/* It makes no difference which thread set a paragraph. */
static void
test_as_alone (Fixture *self, gconstpointer data)
{
  BrvFontBook *fonts = brv_font_book_new ();
  BrvParagraphMaker *alone = brv_paragraph_maker_new (fonts);
  g_autoptr (GError) error = NULL;

  g_assert_true (make_all (self, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < N_PARAGRAPHS; i++)
    {
      const BrvParagraphTask *task = get_task (self, i);
      g_autoptr (BrvParagraph) wanted =
        brv_paragraph_maker_make (alone, task->text, task->look, task->language, task->measure);

      g_assert_cmpstr (task->paragraph->text->str, ==, wanted->text->str);
      g_assert_cmpmem (task->paragraph->lines->data,
                       task->paragraph->lines->len * sizeof (BrvSetLine), wanted->lines->data,
                       wanted->lines->len * sizeof (BrvSetLine));
      g_assert_cmpuint (task->paragraph->glyphs->len, ==, wanted->glyphs->len);
      for (guint j = 0; j < wanted->glyphs->len; j++)
        {
          const BrvGlyph *glyph = &g_array_index (task->paragraph->glyphs, BrvGlyph, j);

          g_assert_cmpuint (glyph->index, ==, g_array_index (wanted->glyphs, BrvGlyph, j).index);
          g_assert_cmpfloat (glyph->x, ==, g_array_index (wanted->glyphs, BrvGlyph, j).x);
        }
      compare_runs (task->paragraph, self->fonts, wanted, fonts);
    }
  brv_paragraph_maker_free (alone);
  brv_font_book_free (fonts);
}

/* Texts that say the same are set once, and found again in the next run. */
static void
test_found_again (Fixture *self, gconstpointer data)
{
  g_autoptr (BrvInlineText) twin = make_text (0);
  BrvParagraphTask last = *get_task (self, 0);
  g_autoptr (GError) error = NULL;
  guint n_made;

  last.text = twin;
  g_array_append_val (self->tasks, last);
  g_assert_true (make_all (self, NULL, &error));
  g_assert_no_error (error);
  n_made = brv_paragraph_maker_get_n_made (self->maker);
  g_assert_cmpuint (n_made, <=, N_PARAGRAPHS);
  g_assert_true (get_task (self, N_PARAGRAPHS)->paragraph == get_task (self, 0)->paragraph);
  brv_paragraph_maker_forget_unused (self->maker);
  for (guint i = 0; i < self->tasks->len; i++)
    brv_paragraph_unref (get_task (self, i)->paragraph);
  g_assert_true (make_all (self, NULL, &error));
  g_assert_cmpuint (brv_paragraph_maker_get_n_made (self->maker), ==, n_made);
}

/* Nothing half-made stays behind. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (make_all (self, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  for (guint i = 0; i < N_PARAGRAPHS; i++)
    g_assert_null (get_task (self, i)->paragraph);
  g_assert_true (make_all (self, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < N_PARAGRAPHS; i++)
    g_assert_nonnull (get_task (self, i)->paragraph);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/typeset/paragraph-maker/as-alone", Fixture, NULL, set_up, test_as_alone, tear_down);
  g_test_add ("/typeset/paragraph-maker/found-again", Fixture, NULL, set_up, test_found_again,
              tear_down);
  g_test_add ("/typeset/paragraph-maker/cancelled", Fixture, NULL, set_up, test_cancelled,
              tear_down);
  return g_test_run ();
}
