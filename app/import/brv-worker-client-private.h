/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For what else has workers at work: brv-page-session. */

#pragma once

#include "import/brv-worker-cage.h"
#include "import/brv-worker-client.h"
#include "import/brv-worker-host.h"

G_BEGIN_DECLS

BrvWorkerHost *brv_worker_client_get_host (BrvWorkerClient *self, BrvCageProfile profile);
gboolean
brv_worker_client_take_turn (BrvWorkerClient *self, GCancellable *cancellable, GError **error);
void brv_worker_client_end_turn (BrvWorkerClient *self);

G_END_DECLS
