/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/*
 * Takes over what one importer made of a part into the source that another makes of the whole:
 * the page within a mail, the text within a feed's entry.
 */
typedef struct
{
  const BrvSource *source;
  BrvSourceBuilder *builder;
  guint first_image; /* the number of the source's first picture in the builder */
} BrvSourceCopy;

BrvSource *brv_source_copy_finish_part (BrvSourceBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

void brv_source_copy_init (BrvSourceCopy *self, const BrvSource *source, BrvSourceBuilder *builder);
void brv_source_copy_block (const BrvSourceCopy *self,
                            const BrvSourceBlock *block,
                            BrvRole role,
                            gboolean kept);
void brv_source_copy_blocks (const BrvSourceCopy *self);
void brv_source_copy_field (const BrvSourceCopy *self, BrvSourceField field);

G_END_DECLS
