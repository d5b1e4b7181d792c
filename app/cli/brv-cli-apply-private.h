/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/brv-cli-private.h"
#include "edit/brv-edit-table.h"

G_BEGIN_DECLS

/* A run of the verb apply. */
typedef struct
{
  BrvCli *cli;
  BrvWorkspace *workspace;
  BrvDocument *document;
  const char *path;   /* of the brief */
  const char *folder; /* paths in the changes are relative to it */
  GArray *ids; /* (element-type BrvId): what each line answered; none where it answered nothing */
} BrvApply;

/* One change: reads its arguments, does it, and fills in the answer; may set the line's id. */
typedef gboolean (*BrvApplyFunc) (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);

BrvApplyFunc brv_apply_find (const char *op);

gboolean brv_apply_add_figure (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_set_figure (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_add_table (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_edit_table (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_add_callout (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_set_look (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_add_page_break (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_type (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_delete (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_split (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_join (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_add_note (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_add_citation (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_elide (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_insert (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_initial (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);
gboolean brv_apply_reset_quote (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error);

gboolean brv_apply_get_cell (JsonObject *arguments,
                             const BrvBlock *block,
                             BrvCellPlace *cell,
                             const BrvText **text,
                             GError **error);

gboolean
brv_apply_get_string (JsonObject *arguments, const char *name, const char **value, GError **error);
gboolean brv_apply_get_optional_string (JsonObject *arguments,
                                        const char *name,
                                        const char **value,
                                        GError **error);
gboolean brv_apply_get_integer (
  JsonObject *arguments, const char *name, gint64 fallback, gint64 *value, GError **error);
gboolean brv_apply_get_required_integer (JsonObject *arguments,
                                         const char *name,
                                         gint64 *value,
                                         GError **error);
gboolean
brv_apply_get_boolean (JsonObject *arguments, const char *name, gboolean *value, GError **error);
GStrv brv_apply_get_values (JsonObject *arguments, const char *name, GError **error);
gboolean brv_apply_get_section (BrvApply *apply, JsonObject *arguments, BrvId *id, GError **error);
const BrvBlock *
brv_apply_get_block (BrvApply *apply, JsonObject *arguments, BrvId *id, GError **error);
gboolean brv_apply_get_source (BrvApply *apply, JsonObject *arguments, BrvId *id, GError **error);

G_END_DECLS
