/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the last paragraphs of a copy say that is no text of the article: who its authors are, that the
 * house answers for no opinions, who worked on it. */

#include "config.h"

#include <string.h>

#include "import/brv-text-closing.h"
#include "import/brv-text-prose.h"

/* Lengths in words, but where lines are named. */
#define MAX_CLOSING    3 /* in lines, of what is said of the authors */
#define MAX_LIFE       60
#define MAX_DISCLAIMER 45
#define MAX_LABEL      6
#define MAX_BELOW_MARK 6 /* in lines */

/**
 * brv_text_closing_begins_with_name:
 * @text: a paragraph
 * @authors: (array zero-terminated=1): names
 *
 * Returns: whether @text begins with the full name of one of @authors, and does not go on as their speech
 */
gboolean
brv_text_closing_begins_with_name (const char *text, const char *const *authors)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  for (guint i = 0; authors[i] != NULL; i++)
    if (g_str_has_prefix (text, authors[i]) && text[strlen (authors[i])] != ':')
      return TRUE;
  return FALSE;
}

/* "The views expressed here are those of the writers": what a house says of the texts it publishes has a
 * word for opinions, and one for whose they are. */
static gboolean
is_disclaimer (const BrvTextPart *item)
{
  static const char *const opinions[] = {
    "views",    "opinion",  "meinung",  "ansichten", "points de vue", "propos ",      "opiniones",
    "opiniões", "opinioni", "meningen", "standpunt", "åsikt",         "synspunkt",    "mielipi",
    "näkemyks", "poglądy",  "opinie",   "názory",    "мнени",         "точка зрения", "думк",
    "погляди",  "görüş",    "vélemény", "观点",      "觀點",          "意见",         "見解",
    "意見",     "견해",     "의견",     "آراء",      "απόψεις",
  };
  static const char *const owners[] = {
    "author",    "writer",    "contributor", "their own",  "are personal", "not necessarily",
    "autor",     "verfasser", "persönlich",  "auteur",     "personnel",    "engagent",
    "autores",   "expresad",  "expressas",   "personali",  "schrijver",    "persoonlijk",
    "författar", "personlig", "forfatter",   "kirjoittaj", "автор",        "yazar",
    "szerző",    "作者",      "筆者",        "著者",       "個人",         "필자",
    "저자",      "كاتب",      "συγγραφ",
  };
  g_autofree char *folded =
    item->n_words <= MAX_DISCLAIMER ? g_utf8_casefold (item->unit->text, -1) : NULL;

  return folded != NULL && brv_text_holds_any (folded, opinions, G_N_ELEMENTS (opinions)) &&
         brv_text_holds_any (folded, owners, G_N_ELEMENTS (owners));
}

/* "Ada Holm contributed to this report.": who else worked on the text. */
static gboolean
is_credits (const BrvTextPart *item)
{
  static const char *const works[] = {
    "contributed to this", "contributed reporting",
    "contributed from",    "additional reporting",
    "reported from",       "reporting by",
    "zu diesem beitrag",   "zu diesem text haben",
    "a contribué à cet",   "ont contribué à cet",
    "contribuyó a",        "contribuyeron a est",
    "contribuiu para",     "ha contribuito a",
    "hanno contribuito",   "werkte mee aan",
    "werkten mee aan",     "bidrog till",
    "bidrog til",          "współpraca",
    "в подготовке",        "取材協力",
  };
  g_autofree char *folded =
    item->n_words <= MAX_DISCLAIMER ? g_utf8_casefold (item->unit->text, -1) : NULL;

  return folded != NULL && brv_text_holds_any (folded, works, G_N_ELEMENTS (works));
}

/* "(This report was not edited by our staff.)": a last paragraph in brackets that speaks of the text. */
static gboolean
is_bracketed_note (const BrvTextPart *item)
{
  static const char *const texts[] = {
    "this story",      "this report",  "this article",  "reporting by",   "editing by",
    "writing by",      "the headline", "dieser text",   "dieser beitrag", "dieser artikel",
    "cet article",     "ce texte",     "este texto",    "este artículo",  "este artigo",
    "questo articolo", "dit artikel",  "denna artikel", "ten artykuł",    "этот материал",
    "この記事",        "本文",
  };
  const char *text = item->unit->text;
  g_autofree char *folded = NULL;

  if (*text != '(' || strrchr (text, ')') == NULL || strlen (strrchr (text, ')')) > 2 ||
      item->n_words > MAX_DISCLAIMER)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_holds_any (folded, texts, G_N_ELEMENTS (texts));
}

/* Where a mark that press texts end with stands among the last lines, or the end. */
static guint
find_end_mark (const BrvTextParts *self)
{
  guint from = MAX (self->body + 2, self->end - MIN (self->end, MAX_BELOW_MARK));

  for (guint i = from; i < self->end; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);

      if (*text != '\0' && (text[strspn (text, "_ ")] == '\0' || text[strspn (text, "# ")] == '\0'))
        return i;
    }
  return self->end;
}

static void
cut_disclaimer (BrvTextParts *self)
{
  while (self->end > self->body + 2 &&
         (is_disclaimer (brv_text_parts_at (self, self->end - 1)) ||
          is_credits (brv_text_parts_at (self, self->end - 1)) ||
          is_bracketed_note (brv_text_parts_at (self, self->end - 1))))
    self->end--;
}

/* What stands above that, and is no text: the heading of it, the days of the page. */
static void
trim_end (BrvTextParts *self)
{
  while (self->end > self->body + 2)
    {
      const BrvTextPart *last = brv_text_parts_at (self, self->end - 1);
      gboolean left_out = last->settled && !last->kept;
      gboolean heads = !last->settled && last->role == BRV_ROLE_PARAGRAPH && !last->prose &&
                       last->n_words <= MAX_LABEL && !brv_text_ends_sentence (last->unit->text);

      if (!left_out && !heads)
        return;
      self->end--;
    }
}

/* The last paragraphs that begin with the authors' names, and what they declare below the first of these. */
static void
cut_authors (BrvTextParts *self, const char *const *authors)
{
  guint first = 0;

  for (guint i = self->body; i < self->end && first == 0; i++)
    if (brv_text_closing_begins_with_name (brv_text_parts_get_text (self, i), authors))
      first = i;
  if (first > self->body + 1 && first + MAX_CLOSING >= self->end &&
      brv_text_parts_at (self, first)->n_words <= MAX_LIFE)
    self->end = first;
  while (self->end > self->body + 2 &&
         brv_text_parts_at (self, self->end - 1)->n_words <= MAX_LIFE &&
         brv_text_closing_begins_with_name (brv_text_parts_get_text (self, self->end - 1), authors))
    self->end--;
  cut_disclaimer (self);
}

/**
 * brv_text_closing_cut:
 * @self: parts, the authors found
 *
 * Leaves what a copy says of its authors out of the article: the last paragraphs that begin with
 * their names, and what they declare below the first of these; and that a house answers for none of
 * it.
 */
void
brv_text_closing_cut (BrvTextParts *self)
{
  const char *const *authors =
    brv_source_builder_get_list (self->builder, BRV_SOURCE_FIELD_AUTHORS);
  const guint end = self->end;

  if (!self->is_copy)
    return;
  self->end = find_end_mark (self);
  cut_disclaimer (self);
  if (authors != NULL && self->end > self->body + 2)
    cut_authors (self, authors);
  if (self->end < end)
    trim_end (self);
}
