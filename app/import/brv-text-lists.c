/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lists whose marks were lost: a page draws the bullets, and they do not come along when it is
 * copied. What is left is a line that ends with a colon, and below it lines of one form.
 */

#include "config.h"

#include <string.h>

#include "import/brv-furniture-appeal.h"
#include "import/brv-text-lists.h"
#include "import/brv-text-prose.h"

#define MIN_ITEMS          2
#define MIN_TOGETHER       3 /* of items that only stand together */
#define MAX_ITEMS          40
#define MAX_ITEM_WORDS     40
#define MAX_HEADING        8 /* in words */
#define MAX_COMPARED_BYTES 65536

static gboolean
can_be_item (const BrvTextPart *item)
{
  return item->unit->role == BRV_ROLE_PARAGRAPH && !item->settled && item->n_words > 0 &&
         item->n_words <= MAX_ITEM_WORDS && item->furniture == BRV_FURNITURE_NONE &&
         item->address == NULL && brv_text_last_char (item->unit->text) != ':';
}

/* The end of the items from index on that end with semicolons, and the last with a full stop: no
 * other lines do. */
static guint
find_parted_end (const BrvTextParts *self, guint index)
{
  guint end = MIN (self->items->len, index + MAX_ITEMS);

  for (guint i = index; i < end && can_be_item (brv_text_parts_at (self, i)); i++)
    {
      gunichar last = brv_text_last_char (brv_text_parts_get_text (self, i));

      if (last != ';' && last != 0xFF1B)
        return brv_text_ends_statement (brv_text_parts_get_text (self, i)) && i > index ? i + 1
                                                                                        : index;
    }
  return index;
}

/* The end of the items from index on that stand together where empty lines part paragraphs: each
 * ends as the first, whatever the last does. Verse ends with commas. */
static guint
find_together_end (const BrvTextParts *self, guint index)
{
  guint end = index;
  gunichar mark = brv_text_last_char (brv_text_parts_get_text (self, index));
  gboolean marked = g_unichar_ispunct (mark);

  if (!self->has_clusters || !brv_text_parts_at (self, index)->unit->after_blank || mark == ',')
    return index;
  for (; end < MIN (self->items->len, index + MAX_ITEMS); end++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, end);
      gboolean is_last =
        end + 1 >= self->items->len || brv_text_parts_at (self, end + 1)->unit->after_blank;
      gunichar last = brv_text_last_char (item->unit->text);

      if (end > index && item->unit->after_blank)
        break;
      if (!can_be_item (item) ||
          (!is_last && (marked ? last != mark : (gboolean)g_unichar_ispunct (last))))
        return index;
    }
  return end - index >= MIN_TOGETHER ? end : index;
}

/* Whether the lines from index on are sentences that stand together where other paragraphs stand alone. */
static gboolean
are_sentences (const BrvTextParts *self, guint index, guint end)
{
  for (guint i = index; i < end; i++)
    if (!brv_text_ends_statement (brv_text_parts_get_text (self, i)))
      return FALSE;
  return TRUE;
}

/* Whether the lines from index on are about what the paragraphs are about: half of them have words of
 * these. */
static gboolean
share_words (const BrvTextParts *self, guint index, guint end)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;
  guint n = 0;

  for (guint i = 0; i < self->items->len && text->len < MAX_COMPARED_BYTES; i++)
    if (brv_text_parts_at (self, i)->prose && (i < index || i >= end))
      g_string_append_printf (text, "%s ", brv_text_parts_get_text (self, i));
  folded = g_utf8_casefold (text->str, (gssize)text->len);
  for (guint i = index; i < end; i++)
    n += brv_text_count_shared_words (brv_text_parts_get_text (self, i), folded) > 0;
  return 2 * n >= end - index;
}

/* Whether lines that are no sentences are a list all the same: they stand right below a heading between
 * paragraphs, and are about what these are about. */
static gboolean
are_headed_items (const BrvTextParts *self, guint index, guint end)
{
  const BrvTextPart *heading = brv_text_parts_at (self, index - 1);

  return index >= 2 && end < self->items->len && brv_text_parts_at (self, index - 2)->prose &&
         brv_text_parts_at (self, end)->prose && heading->n_words <= MAX_HEADING &&
         !brv_text_ends_sentence (heading->unit->text) &&
         !brv_furniture_is_appeal (heading->unit->text) &&
         !brv_furniture_ends_article (heading->unit->text) && share_words (self, index, end);
}

/* Whether a line above others can head a list: the last paragraph before it, or its heading. */
static gboolean
can_head (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return item->unit->role == BRV_ROLE_PARAGRAPH && !item->settled && item->unit->after_blank &&
         item->furniture == BRV_FURNITURE_NONE && item->address == NULL && item->n_words > 0;
}

/**
 * brv_text_lists_find:
 * @self: parts
 *
 * Takes for list items the lines below a colon that end as the items of lists do, or that stand
 * together, and below another line sentences that stand together where paragraphs stand alone.
 */
void
brv_text_lists_find (BrvTextParts *self)
{
  for (guint i = 1; i < self->items->len; i++)
    {
      const BrvTextPart *above = brv_text_parts_at (self, i - 1);
      gunichar last = brv_text_last_char (above->unit->text);
      guint end = i;

      if (above->unit->role != BRV_ROLE_PARAGRAPH)
        continue;
      if (last != ':' && last != 0xFF1A)
        {
          end = self->is_copy && can_head (self, i - 1) ? find_together_end (self, i) : i;
          if (end == i || (!are_sentences (self, i, end) && !are_headed_items (self, i, end)))
            continue;
          for (; i < end; i++)
            brv_text_parts_at (self, i)->role = BRV_ROLE_LIST_ITEM;
          continue;
        }
      end = find_parted_end (self, i);
      if (end < i + MIN_ITEMS)
        end = find_together_end (self, i);
      for (; i < end; i++)
        brv_text_parts_at (self, i)->role = BRV_ROLE_LIST_ITEM;
    }
}
