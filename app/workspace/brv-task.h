/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A long job as an object: title, detail, progress, cancel, end. Properties (all notify on the
 * main thread): title, detail, progress in [0, 1] or -1 for unknown, done, error (GError).
 */
#define BRV_TYPE_TASK (brv_task_get_type ())
G_DECLARE_FINAL_TYPE (BrvTask, brv_task, BRV, TASK, GObject)

BrvTask *brv_task_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;

const char *brv_task_get_title (BrvTask *self);
const char *brv_task_get_detail (BrvTask *self);
double brv_task_get_progress (BrvTask *self);
gboolean brv_task_is_done (BrvTask *self);
const GError *brv_task_get_error (BrvTask *self);
GCancellable *brv_task_get_cancellable (BrvTask *self);

void brv_task_cancel (BrvTask *self);
void brv_task_report (BrvTask *self, const char *detail, double progress);
void brv_task_end (BrvTask *self, const GError *error);

G_END_DECLS
