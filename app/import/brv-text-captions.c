/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Captions that no word marks, but what stands below them: the line that says to whom the image is
 * owed, or a table. */

#include "config.h"

#include <string.h>

#include "import/brv-caption.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-body.h"
#include "import/brv-text-captions.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MIN_CAPTION       3
#define MAX_CAPTION       70
#define MAX_CLOSE_CAPTION 25 /* where no empty lines part the units */
#define MAX_CREDIT        14
#define MAX_CREDIT_LABEL  2
/* Of the word of a numbered label, and of its number, in bytes. */
#define MIN_LABEL_BYTES 2
#define MAX_DIGITS      3

/* Whether a line is a credit and nothing else: what stands before the name is its label. */
static gboolean
is_credit_line (const BrvTextPart *item)
{
  const char *text = item->unit->text;
  BrvRange credit = { 0, 0 };

  return item->role != BRV_ROLE_TABLE && item->n_words <= MAX_CREDIT && item->address == NULL &&
         brv_caption_find_credit (text, &credit) &&
         brv_count_words (text, credit.start) <= MAX_CREDIT_LABEL &&
         memchr (text, '.', credit.start) == NULL && memchr (text, ',', credit.start) == NULL;
}

static gboolean
stand_together (const BrvTextParts *self, guint index)
{
  return !self->has_clusters || !brv_text_parts_at (self, index)->unit->after_blank;
}

static gboolean
can_be_caption (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return !item->settled && item->role == BRV_ROLE_PARAGRAPH && item->n_words >= MIN_CAPTION &&
         item->n_words <= (self->has_clusters ? MAX_CAPTION : MAX_CLOSE_CAPTION) &&
         item->furniture == BRV_FURNITURE_NONE && item->address == NULL &&
         brv_text_last_char (item->unit->text) != ':' && !brv_furniture_is_menu (item->unit->text);
}

/* Whether nothing stands together with a line above it but a label or a number of images. */
static gboolean
begins_cluster (const BrvTextParts *self, guint index)
{
  const char *above = index > 0 ? brv_text_parts_get_text (self, index - 1) : NULL;

  return !self->has_clusters || brv_text_parts_at (self, index)->unit->after_blank ||
         above == NULL || brv_text_last_char (above) == ':' ||
         strpbrk (above, "0123456789") != NULL;
}

static void
settle_caption (BrvTextParts *self, guint index)
{
  brv_text_parts_settle (self, index, BRV_ROLE_CAPTION, TRUE);
  if (index == self->body)
    brv_text_body_begin_after (self, index);
}

/* "Table 2. Ships a year", "表2：": a word and a number head what belongs to a table or an image. */
static gboolean
is_numbered (const char *text)
{
  const char *p = text;
  const char *number = NULL;

  while (g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p == text || (*p == ' ' && p - text < MIN_LABEL_BYTES))
    return FALSE;
  number = p + (*p == '.');
  number += *number == ' ';
  p = number + strspn (number, "0123456789");
  return p > number && p - number <= MAX_DIGITS &&
         (strchr (".:|", *p) != NULL || g_str_has_prefix (p, " –") || g_str_has_prefix (p, " —") ||
          g_str_has_prefix (p, "：") || g_str_has_prefix (p, "　")) &&
         *p != '\0';
}

/* Settles the caption of the table at index, if it has one below or above it. */
static void
settle_table_caption (BrvTextParts *self, guint index)
{
  if (index + 1 < self->end && can_be_caption (self, index + 1) &&
      is_numbered (brv_text_parts_get_text (self, index + 1)))
    settle_caption (self, index + 1);
  else if (can_be_caption (self, index - 1) &&
           (is_numbered (brv_text_parts_get_text (self, index - 1)) ||
            (stand_together (self, index) && !brv_text_parts_at (self, index - 1)->prose)))
    settle_caption (self, index - 1);
}

/* Pairs the credit at index with the caption above it; a button may stand between them. */
static void
pair_credit (BrvTextParts *self, guint index)
{
  guint above = index - 1;
  const BrvTextPart *button = brv_text_parts_at (self, above);
  gboolean has_button = !button->settled && button->n_words < MIN_CAPTION && index >= 2 &&
                        !brv_text_ends_sentence (button->unit->text) &&
                        stand_together (self, above);

  above -= has_button;
  if ((gint)above <= self->title || !stand_together (self, index) ||
      !can_be_caption (self, above) || !begins_cluster (self, above) ||
      (!self->has_clusters && (gint)above == self->title + 1))
    return;
  settle_caption (self, above);
  if (has_button)
    brv_text_parts_settle (self, above + 1, BRV_ROLE_FURNITURE, FALSE);
  brv_text_parts_settle (self, index, BRV_ROLE_CREDIT, TRUE);
}

/**
 * brv_text_captions_pair:
 * @self: parts of a copy, the title found
 *
 * Settles captions by what stands right below them.
 */
void
brv_text_captions_pair (BrvTextParts *self)
{
  for (guint i = (guint)(self->title + 2); i < self->end; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (item->role == BRV_ROLE_TABLE)
        settle_table_caption (self, i);
      else if ((!item->settled || item->role == BRV_ROLE_CAPTION) && is_credit_line (item))
        pair_credit (self, i);
    }
}
