/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-html-page.h"
#include "import/brv-text-parts.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MIN_UNENDED_PROSE  35
#define MAX_BEFORE_ADDRESS 8
#define MAX_LONE_LABEL     3
#define MAX_CONTROL        14
/* In bytes: a full stop, a bracket. */
#define MAX_AFTER_ADDRESS_BYTES 3

static void
clear_item (gpointer data)
{
  g_free (((BrvTextPart *)data)->address);
}

/**
 * brv_text_parts_at:
 * @self: parts
 * @index: an index
 *
 * Returns: (transfer none): the part
 */
BrvTextPart *
brv_text_parts_at (const BrvTextParts *self, guint index)
{
  return &g_array_index (self->items, BrvTextPart, index);
}

/**
 * brv_text_parts_get_text:
 * @self: parts
 * @index: an index
 *
 * Returns: (transfer none): the text of its unit
 */
const char *
brv_text_parts_get_text (const BrvTextParts *self, guint index)
{
  return brv_text_parts_at (self, index)->unit->text;
}

/**
 * brv_text_parts_settle:
 * @self: parts
 * @index: an index
 * @role: what the unit is
 * @kept: whether it is the article's
 *
 * Decides what a unit is.
 */
void
brv_text_parts_settle (BrvTextParts *self, guint index, BrvRole role, gboolean kept)
{
  BrvTextPart *item = brv_text_parts_at (self, index);

  item->role = role;
  item->kept = kept;
  item->settled = TRUE;
}

static gboolean
is_prose (const BrvTextUnit *unit, guint n_words)
{
  if (unit->role != BRV_ROLE_PARAGRAPH)
    return FALSE;
  return n_words >= MIN_UNENDED_PROSE ||
         (n_words >= BRV_TEXT_MIN_PROSE_WORDS &&
          (brv_text_ends_sentence (unit->text) || brv_text_last_char (unit->text) == ':'));
}

/* Whether a line only begins with the word of a label: "Website or paper?", "Print the names of …" */
static gboolean
begins_like_label (const BrvTextPart *item)
{
  return (item->furniture == BRV_FURNITURE_CHANNEL && item->address == NULL &&
          item->n_words > MAX_LONE_LABEL && strchr (item->unit->text, ':') == NULL) ||
         (item->furniture == BRV_FURNITURE_CONTROL && item->n_words > MAX_CONTROL);
}

/**
 * brv_text_parts_init:
 * @self: (out): parts; to be cleared
 * @units: (element-type BrvTextUnit): the units of a text, in order; must outlive @self
 * @builder: where their text goes
 *
 * Begins with what the form and the words of each unit tell.
 */
void
brv_text_parts_init (BrvTextParts *self, const GPtrArray *units, BrvSourceBuilder *builder)
{
  *self = (BrvTextParts){ .title = -1, .builder = builder };
  self->items = g_array_new (FALSE, TRUE, sizeof (BrvTextPart));
  g_array_set_clear_func (self->items, clear_item);
  for (guint i = 0; i < units->len; i++)
    {
      BrvTextPart item = { .unit = g_ptr_array_index (units, i) };
      const char *text = item.unit->text;

      item.n_words = brv_count_words (text, strlen (text));
      item.prose = is_prose (item.unit, item.n_words);
      item.furniture = brv_furniture_judge (text, &item.label_end);
      item.role = item.unit->role;
      item.settled = item.unit->fixed;
      item.kept = !item.settled || item.role != BRV_ROLE_FURNITURE;
      self->has_headings = self->has_headings || (item.settled && item.role == BRV_ROLE_HEADING);
      self->has_clusters = self->has_clusters || !item.unit->after_blank;
      if (item.n_words <= BRV_TEXT_MAX_TITLE_WORDS)
        item.address = brv_address_find (text, NULL, NULL);
      if (begins_like_label (&item))
        item.furniture = BRV_FURNITURE_NONE;
      g_array_append_val (self->items, item);
    }
}

/**
 * brv_text_parts_clear:
 * @self: parts
 *
 * Frees what @self holds.
 */
void
brv_text_parts_clear (BrvTextParts *self)
{
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->changed, g_free);
}

/**
 * brv_text_parts_count_prose:
 * @self: parts
 * @from: an index
 * @to: the index after the last
 *
 * Returns: the words of the paragraphs between them
 */
guint
brv_text_parts_count_prose (const BrvTextParts *self, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += brv_text_parts_at (self, i)->prose ? brv_text_parts_at (self, i)->n_words : 0;
  return n;
}

/**
 * brv_text_part_is_address_line:
 * @part: a part
 *
 * Returns: whether it is an address with at most a label: words that lead to it and no sentence
 *   around it
 */
gboolean
brv_text_part_is_address_line (const BrvTextPart *part)
{
  gsize start = 0;
  gsize end = 0;
  g_autofree char *address = NULL;

  if (part->address == NULL)
    return FALSE;
  address = brv_address_find (part->unit->text, &start, &end);
  return brv_count_words (part->unit->text, start) <= MAX_BEFORE_ADDRESS &&
         strlen (part->unit->text) - end <= MAX_AFTER_ADDRESS_BYTES;
}
