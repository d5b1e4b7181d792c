/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "edit/brv-edit-kind.h"
#include "edit/brv-undo-history.h"
#include "model/brv-change.h"

G_BEGIN_DECLS

#define BRV_EDIT_ERROR (brv_edit_error_quark ())
GQuark brv_edit_error_quark (void);

typedef enum
{
  BRV_EDIT_ERROR_NOT_FOUND, /* no such section, block or source */
  BRV_EDIT_ERROR_RANGE,     /* an index or offset outside of what it counts */
  BRV_EDIT_ERROR_REFUSED,   /* a rule of the document forbids it: typing into a quote, say */
  BRV_EDIT_ERROR_IN_USE,    /* the source is still quoted */
  BRV_EDIT_ERROR_VALUE,     /* the value is not one that the field can take */
} BrvEditError;

/* How the document came from one root to the next. */
typedef enum
{
  BRV_STEP_DO,
  BRV_STEP_EXTEND, /* done, and folded into the step before: undo takes both back at once */
  BRV_STEP_UNDO,
  BRV_STEP_REDO,
} BrvStep;

/*
 * The open document: the one writer. It holds the current root, applies changes, keeps the
 * history and announces each change.
 *
 * Signal changed (BrvChange *change, BrvBrief *before, int step): after the root was replaced.
 * For an undo, change is the inverse of what is undone.
 * Signal refused (): a change was asked for, and the document is read-only.
 * Property brief (notify), can-undo, can-redo, undo-label, redo-label, modified.
 */
#define BRV_TYPE_DOCUMENT (brv_document_get_type ())
G_DECLARE_FINAL_TYPE (BrvDocument, brv_document, BRV, DOCUMENT, GObject)

BrvDocument *brv_document_new (const BrvBrief *brief) G_GNUC_WARN_UNUSED_RESULT;

const BrvBrief *brv_document_get_brief (BrvDocument *self);
gboolean brv_document_get_can_undo (BrvDocument *self);
gboolean brv_document_get_can_redo (BrvDocument *self);
const char *brv_document_get_undo_label (BrvDocument *self);
const char *brv_document_get_redo_label (BrvDocument *self);
gboolean brv_document_get_modified (BrvDocument *self);

void brv_document_set_read_only (BrvDocument *self);
gboolean brv_document_is_read_only (BrvDocument *self);
void brv_document_apply (BrvDocument *self, BrvChange *change, BrvEditKind kind);
gboolean brv_document_undo (BrvDocument *self);
gboolean brv_document_redo (BrvDocument *self);
void brv_document_restore_history (BrvDocument *self,
                                   guint n_changes,
                                   guint n_undone,
                                   BrvDocumentReadFunc read,
                                   gpointer data,
                                   GDestroyNotify free_data);
void brv_document_seal (BrvDocument *self);
void brv_document_mark_saved (BrvDocument *self, const BrvBrief *saved);

G_END_DECLS
