/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-lock.h"
#include "ui/shell/brv-application.h"
#include "ui/shell/brv-window.h"

G_BEGIN_DECLS

#define BRV_N_END_SIGNALS 3

struct _BrvApplication
{
  AdwApplication parent_instance;

  /* Owned */
  BrvRecentBriefs *recent;
  BrvLibraryService *library;
  char **reopen;          /* (nullable): what was open the last time */
  GPtrArray *reads_ahead; /* (element-type BrvReadAhead): briefs that are about to be opened */

  guint signal_sources[BRV_N_END_SIGNALS];
  guint end_source;   /* while the session is about to end */
  guint icon_source;  /* of the timeout after which the windows get their icon */
  gboolean recovered; /* what dead processes left was looked for */
  gboolean ended;     /* the last process ended in good order */
  gboolean quitting;  /* what is open now is what the next start opens */
};

/* brv-application.c */
BrvWindow *brv_application_new_window (BrvApplication *self);
BrvWindow *
brv_application_show_brief (BrvApplication *self, GtkWindow *from, BrvWorkspace *workspace);
GtkWindow *brv_application_present_any (BrvApplication *self, GtkWindow *from);
void
brv_application_tell (BrvApplication *self, GtkWindow *from, const char *heading, const char *body);

/* brv-application-open.c */
gboolean brv_application_is_brief_name (const char *path);
void brv_application_read_ahead (BrvApplication *self, const char *const *arguments);
void brv_application_show_opened (BrvApplication *self, GtkWindow *from, BrvWorkspace *workspace);
void brv_application_recover (BrvApplication *self);
void brv_application_reopen (BrvApplication *self);
void brv_application_open_copy (BrvApplication *self);
void brv_application_show_saved (BrvApplication *self, const char *path);

/* brv-take-over.c */
char *brv_application_describe_holder (const BrvBriefHolder *holder) G_GNUC_WARN_UNUSED_RESULT;
void brv_application_take_over (BrvApplication *self);

/* brv-leftover.c */
void brv_application_offer_leftover (BrvApplication *self, GtkWindow *from, const char *path);

G_END_DECLS
