/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What says that the copy of a page holds a part of its text. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-furniture-part.h"
#include "import/brv-furniture-whole.h"
#include "import/brv-text-body.h"
#include "import/brv-text-incomplete.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_EXCERPT_NOTE 60
#define MAX_ANNOUNCEMENT 7
#define MAX_LAST_LINE    30
#define MIN_BROKEN       20
#define MIN_ENDED        3 /* paragraphs */
/* In lines. */
#define CONTINUES_REACH 3
#define PART_REACH      8
#define LAST_REACH      3
#define END_REACH       12

/* A word alone says so only right below the text: farther down it leads to other articles. */
static gboolean
says_it_continues (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return item->furniture == BRV_FURNITURE_CONTINUES &&
         !brv_furniture_speaks_of_use (item->unit->text) && (index >= self->end || !item->prose) &&
         (index < self->end + CONTINUES_REACH || item->n_words > 2);
}

/* Whether a sentence above or right below the text says that this is an excerpt. */
static gboolean
says_excerpt (const BrvTextParts *self, guint index)
{
  static const char *const excerpts[] = {
    "an excerpt",
    "an extract",
    "the extract",
    "an abridged",
    "been abridged",
    "edited extract",
    "ein auszug",
    "einen auszug",
    "gekürzte",
    "un extrait",
    "un extracto",
    "un fragmento",
    "um excerto",
    "um trecho",
    "un estratto",
    "een fragment",
    "een uittreksel",
    "ett utdrag",
    "et utdrag",
    "et uddrag",
    "on ote ",
    "fragment artyk",
    "fragment tekstu",
    "fragment ksi",
    "úryvek",
    "отрывок",
    "фрагмент",
    "уривок",
    "részlet",
    "抜粋",
    "节选",
    "節選",
    "摘录",
    "발췌",
    "مقتطف",
  };
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *folded = NULL;

  if ((index >= self->body && index < self->end) || index >= self->end + CONTINUES_REACH ||
      (gint)index == self->title || item->n_words > MAX_EXCERPT_NOTE ||
      (item->address == NULL && !brv_text_ends_sentence (item->unit->text)))
    return FALSE;
  folded = g_utf8_casefold (item->unit->text, -1);
  return brv_text_holds_any (folded, excerpts, G_N_ELEMENTS (excerpts));
}

/* Whether the last paragraph breaks off in the midst of a sentence, where all others end theirs; an
 * address may end one. */
static gboolean
breaks_off (const BrvTextParts *self)
{
  const BrvTextPart *last = self->end > self->body ? brv_text_parts_at (self, self->end - 1) : NULL;
  g_autofree char *address = last != NULL ? brv_address_find (last->unit->text, NULL, NULL) : NULL;
  guint n_ended = 0;

  /* "Also: Paddling pool opens / Which trees are marked" */
  if (last == NULL || strstr (last->unit->text, " / ") != NULL || address != NULL ||
      last->unit->role != BRV_ROLE_PARAGRAPH || last->n_words < MIN_BROKEN ||
      brv_text_ends_sentence (last->unit->text) ||
      !g_unichar_isalpha (brv_text_last_char (last->unit->text)))
    return FALSE;
  for (guint i = self->body; i + 1 < self->end; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (item->prose && item->n_words >= MIN_BROKEN && !brv_text_ends_sentence (item->unit->text))
        return FALSE;
      n_ended += item->prose;
    }
  return n_ended >= MIN_ENDED;
}

/* Whether a line names an address, or that below it is one. */
static gboolean
has_address (const BrvTextParts *self, guint index)
{
  g_autofree char *address = brv_address_find (brv_text_parts_get_text (self, index), NULL, NULL);

  return address != NULL || (index + 1 < self->items->len &&
                             brv_text_part_is_address_line (brv_text_parts_at (self, index + 1)));
}

/* Whether nothing that announces other texts stands between the article and a line below it. */
static gboolean
stands_right_below (const BrvTextParts *self, guint index)
{
  for (guint i = self->end; i < index; i++)
    if (brv_text_parts_at (self, i)->furniture == BRV_FURNITURE_RELATED ||
        brv_text_parts_at (self, i)->furniture == BRV_FURNITURE_LATEST ||
        (brv_text_parts_at (self, i)->n_words <= MAX_ANNOUNCEMENT &&
         brv_furniture_ends_article (brv_text_parts_get_text (self, i))))
      return FALSE;
  return TRUE;
}

/* Whether a line of the text is near its end, with no long paragraph below it. */
static gboolean
is_near_end (const BrvTextParts *self, guint index)
{
  if (index <= self->body || index + END_REACH < self->end)
    return FALSE;
  for (guint i = index + 1; i < self->end; i++)
    if (brv_text_parts_at (self, i)->n_words > MAX_LAST_LINE)
      return FALSE;
  return TRUE;
}

/* Whether the first paragraph of a text says that; the text begins below it. */
static gboolean
says_part_first (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  if (item->settled || !brv_text_ends_sentence (item->unit->text) ||
      !brv_furniture_says_part (item->unit->text, BRV_FURNITURE_PLACE_FIRST, FALSE))
    return FALSE;
  brv_text_body_begin_after (self, index);
  if (self->body > index)
    brv_text_parts_settle (self, index, BRV_ROLE_FURNITURE, FALSE);
  return TRUE;
}

/* Whether a line says that the text is a part of another; the text ends above it. */
static gboolean
says_part (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;
  gboolean addressed = has_address (self, index);

  if (index == self->body && says_part_first (self, index))
    return TRUE;
  if (index < self->body)
    return (addressed || brv_text_ends_statement (text)) &&
           brv_furniture_says_part (text, BRV_FURNITURE_PLACE_ABOVE, addressed);
  if (index >= self->end)
    return index < self->end + PART_REACH && stands_right_below (self, index) &&
           brv_furniture_says_part (text, BRV_FURNITURE_PLACE_BELOW, addressed);
  if (!is_near_end (self, index) || item->role != BRV_ROLE_PARAGRAPH ||
      !brv_furniture_says_part (text,
                                index + LAST_REACH >= self->end ? BRV_FURNITURE_PLACE_LAST
                                                                : BRV_FURNITURE_PLACE_NEAR_END,
                                addressed))
    return FALSE;
  self->end = index;
  return TRUE;
}

/**
 * brv_text_incomplete_find:
 * @self: parts, the body found
 *
 * Notes a line that says that the text is an excerpt, and an end within a sentence. A paragraph that
 * says so at the end of the text is none of it.
 */
void
brv_text_incomplete_find (BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (says_it_continues (self, i) || says_excerpt (self, i) || says_part (self, i) ||
        (i >= self->end && stands_right_below (self, i) &&
         !brv_furniture_speaks_of_use (brv_text_parts_get_text (self, i)) &&
         brv_furniture_leads_to_whole (brv_text_parts_get_text (self, i))))
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_INCOMPLETE, "true",
                              BRV_EVIDENCE_VISIBLE_TEXT);
  if (breaks_off (self))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_INCOMPLETE, "true",
                            BRV_EVIDENCE_VISIBLE_TEXT);
}
