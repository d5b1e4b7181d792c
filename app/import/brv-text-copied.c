/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether a text is the copy of a page. Signs are what a page says around its article and other texts
 * do not: labelled addresses, buttons, credits, requests.
 */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-text-copied.h"
#include "import/brv-text-prose.h"

/* Labels of furniture, in words. */
#define MAX_LABEL        8
#define MAX_STRONG_LABEL 12
/* What stands below the addresses of a copy is less than this share of all prose. */
#define MAX_FOOT_SHARE 0.15
/* So many units at the head and at the foot of a text are asked for signs that it is a copy. */
#define HEAD_UNITS 30
#define FOOT_UNITS 60
/* Short lines in a row that are no sentences. */
#define MAX_BUTTON        10 /* in words */
#define MIN_BUTTONS_ABOVE 3
#define MIN_BUTTONS_BELOW 2
#define MANY_BUTTONS      8

static gboolean
is_strong_furniture (BrvFurniture furniture)
{
  return furniture == BRV_FURNITURE_CONTINUES || furniture == BRV_FURNITURE_LATEST ||
         furniture == BRV_FURNITURE_ORIGINAL || furniture == BRV_FURNITURE_CHANNEL;
}

/* Whether the text names a page and, on another line, the site that it is on. */
static gboolean
names_page_and_site (const BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *site = brv_text_parts_at (self, i);

      if (!brv_text_part_is_address_line (site) || !brv_address_is_site (site->address))
        continue;
      for (guint k = 0; k < self->items->len; k++)
        {
          const BrvTextPart *page = brv_text_parts_at (self, k);

          if (brv_text_part_is_address_line (page) && !brv_address_is_site (page->address) &&
              brv_address_same_host (page->address, site->address))
            return TRUE;
        }
    }
  return FALSE;
}

/* Signs stand at the head and at the foot of a copy. */
static gboolean
is_margin (const BrvTextParts *self, guint index)
{
  return index < HEAD_UNITS || index + FOOT_UNITS >= self->items->len;
}

/* What one unit says for the text being a copy: 1 for what other texts hold too. */
static guint
weigh_sign (const BrvTextPart *item, gboolean below)
{
  guint signs = 0;

  if (item->unit->role == BRV_ROLE_LIST_ITEM)
    return 0;
  /* An address below the text, whatever its label. */
  if (below && item->unit->role == BRV_ROLE_PARAGRAPH && brv_text_part_is_address_line (item))
    signs++;
  if (brv_credit_is_credit (item->unit->text))
    signs++;
  if (item->prose)
    return signs;
  if (is_strong_furniture (item->furniture) &&
      (item->address != NULL || item->n_words <= MAX_STRONG_LABEL))
    signs += 2;
  else if (item->furniture != BRV_FURNITURE_NONE && item->n_words <= MAX_LABEL)
    signs++;
  else if (brv_furniture_is_appeal (item->unit->text))
    signs++;
  return signs;
}

static gboolean
is_button (const BrvTextPart *item)
{
  gunichar last = brv_text_last_char (item->unit->text);

  return item->unit->role == BRV_ROLE_PARAGRAPH && !item->prose &&
         (item->n_words <= MAX_BUTTON || brv_text_part_is_address_line (item) ||
          brv_furniture_is_menu (item->unit->text) || item->furniture == BRV_FURNITURE_LEGAL) &&
         last != ',' && last != ':' && !brv_text_ends_statement (item->unit->text);
}

/* Signs by form alone: short lines that are no sentences, as the buttons of a page, above the text
 * and below it; where there are many, they hardly stand in another text. */
static guint
weigh_buttons (const BrvTextParts *self)
{
  guint n = self->items->len;
  guint above = 0;
  guint below = 0;

  while (above < n && is_button (brv_text_parts_at (self, above)))
    above++;
  while (below < n && is_button (brv_text_parts_at (self, n - 1 - below)))
    below++;
  if (above < MIN_BUTTONS_ABOVE || below < MIN_BUTTONS_BELOW || above + below >= n)
    return 0;
  return above + below >= MANY_BUTTONS ? 2 : 1;
}

/**
 * brv_text_copied_judge:
 * @self: parts
 *
 * Returns: whether the text is the copy of a page: it has two signs of that, or one that hardly
 *   stands in any other text
 */
gboolean
brv_text_copied_judge (const BrvTextParts *self)
{
  guint signs = (names_page_and_site (self) ? 2 : 0) + weigh_buttons (self);
  guint all = brv_text_parts_count_prose (self, 0, self->items->len);
  guint seen = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      seen += item->prose ? item->n_words : 0;
      if (is_margin (self, i))
        signs += weigh_sign (item, all - seen <= MAX_FOOT_SHARE * all);
    }
  return signs >= 2;
}
