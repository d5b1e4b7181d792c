/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-input.h"

G_BEGIN_DECLS

typedef struct _BrvBriefActions BrvBriefActions;
typedef struct _BrvBriefActionsClass BrvBriefActionsClass;

/* What the groups of actions of the Brief pane have in common: the text they work on. */
struct _BrvBriefActions
{
  GObject parent_instance;

  GtkTextView *view; /* Borrowed: it owns this */
  BrvBriefProjection *projection;
  BrvBriefInput *input;
  GSimpleActionGroup *group;
};

struct _BrvBriefActionsClass
{
  GObjectClass parent_class;
};

#define BRV_TYPE_BRIEF_ACTIONS (brv_brief_actions_get_type ())
GType brv_brief_actions_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefActions, g_object_unref)

gpointer brv_brief_actions_new (GType type,
                                GtkTextView *view,
                                BrvBriefProjection *projection,
                                BrvBriefInput *input,
                                const char *name,
                                const GActionEntry *entries,
                                guint n_entries) G_GNUC_WARN_UNUSED_RESULT;
BrvDocument *brv_brief_actions_get_document (BrvBriefActions *self);
const BrvBlock *brv_brief_actions_get_caret_block (BrvBriefActions *self);
void brv_brief_actions_set_enabled (BrvBriefActions *self, const char *name, gboolean enabled);
void brv_brief_actions_append (GMenu *menu,
                               const char *label,
                               const char *action,
                               const char *accelerator);

G_END_DECLS
