/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A brief that was open not long ago. */
typedef struct
{
  char *path;
  char *title;
  char *marking;  /* (nullable) */
  gint64 time_us; /* when it was opened or saved last: microseconds since 1970 in UTC */
} BrvRecentBrief;

/*
 * The briefs opened or saved last, newest first, kept under the user's state folder so that no
 * other program learns of them.
 *
 * Signal changed (): the list is another.
 */
#define BRV_TYPE_RECENT_BRIEFS (brv_recent_briefs_get_type ())
G_DECLARE_FINAL_TYPE (BrvRecentBriefs, brv_recent_briefs, BRV, RECENT_BRIEFS, GObject)

BrvRecentBriefs *brv_recent_briefs_new (void) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *brv_recent_briefs_list (BrvRecentBriefs *self);

void brv_recent_briefs_add (BrvRecentBriefs *self,
                            const char *path,
                            const char *title,
                            const char *marking);
void brv_recent_briefs_remove (BrvRecentBriefs *self, const char *path);

G_END_DECLS
