/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-drawn-page.h"
#include "import/brv-worker-client.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

/*
 * The pages of one source, drawn by a worker process that holds its document open until the session
 * is given back. May be used from several threads; one page is drawn at a time.
 */
typedef struct _BrvPageSession BrvPageSession;

BrvPageSession *
brv_page_session_new (BrvWorkerClient *workers, const BrvSource *source, const char *password)
  G_GNUC_WARN_UNUSED_RESULT;
BrvPageSession *brv_page_session_ref (BrvPageSession *self);
void brv_page_session_unref (BrvPageSession *self);

BrvDrawnPage *brv_page_session_draw (BrvPageSession *self,
                                     guint page,
                                     double scale,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *brv_page_session_find_areas (BrvPageSession *self,
                                     guint page,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPageSession, brv_page_session_unref)

G_END_DECLS
