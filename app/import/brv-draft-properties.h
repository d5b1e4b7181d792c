/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/* What a document's own properties say. All may be NULL; nothing of it is believed blindly. */
typedef struct
{
  char *title;
  GPtrArray *authors; /* (nullable): of char * */
  char *publisher;
  char *created;  /* ISO 8601 */
  char *modified; /* ISO 8601 */
  char *language; /* BCP 47: of text that names no other */
} BrvDraftProperties;

void brv_draft_properties_add_author (BrvDraftProperties *self, const char *name);
void brv_draft_properties_clear (BrvDraftProperties *self);

void brv_draft_properties_mark (const BrvDraftProperties *self,
                                GPtrArray *units,
                                BrvSourceBuilder *builder);
void brv_draft_properties_apply (const BrvDraftProperties *self,
                                 const GPtrArray *units,
                                 BrvSourceBuilder *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvDraftProperties, brv_draft_properties_clear)

G_END_DECLS
