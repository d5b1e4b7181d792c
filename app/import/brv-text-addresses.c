/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The addresses that the copy of a page names: that of the original, and the channel's. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit.h"
#include "import/brv-text-addresses.h"

static void
set_address (BrvTextParts *self, BrvSourceField field, const char *address)
{
  g_autofree char *clean = NULL;

  if (brv_source_builder_get (self->builder, field) != NULL)
    return;
  clean = brv_address_strip_tracking (address);
  brv_source_builder_set (self->builder, field, clean, BRV_EVIDENCE_VISIBLE_TEXT);
  if (field == BRV_SOURCE_FIELD_URL && !g_str_equal (clean, address))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_RAW_URL, address,
                            BRV_EVIDENCE_VISIBLE_TEXT);
}

/**
 * brv_text_addresses_find:
 * @self: parts, the body found
 *
 * Sets the addresses of the original and of the channel. An address names the original by its
 * label, or, above and below the article, by leading to a page; one that leads to a site names the
 * channel's.
 */
void
brv_text_addresses_find (BrvTextParts *self)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->items->len; i++)
      {
        const BrvTextPart *item = brv_text_parts_at (self, i);
        BrvFurniture label = item->furniture;
        gboolean outside = i < self->body || i >= self->end;

        if (item->address == NULL || brv_address_is_sharing (item->address) ||
            (item->prose && (i < self->end || (label != BRV_FURNITURE_CONTINUES &&
                                               !brv_credit_is_credit (item->unit->text)))))
          continue;
        /* A label may stand on the line above its address. */
        if (label == BRV_FURNITURE_NONE && i > 0)
          label = brv_text_parts_at (self, i - 1)->furniture;
        if (brv_credit_is_credit (item->unit->text) || label == BRV_FURNITURE_CONTINUES)
          label = BRV_FURNITURE_ORIGINAL;
        if (pass == 0 && label == BRV_FURNITURE_ORIGINAL && !brv_address_is_site (item->address))
          set_address (self, BRV_SOURCE_FIELD_URL, item->address);
        else if (pass == 0 && label == BRV_FURNITURE_CHANNEL)
          set_address (self, BRV_SOURCE_FIELD_CHANNEL_URL, item->address);
        else if (pass == 1 && self->is_copy && outside && brv_text_part_is_address_line (item) &&
                 label != BRV_FURNITURE_RELATED && label != BRV_FURNITURE_CONTROL)
          set_address (self,
                       brv_address_is_site (item->address) ? BRV_SOURCE_FIELD_CHANNEL_URL
                                                           : BRV_SOURCE_FIELD_URL,
                       item->address);
      }
}
