/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-worker-cage.h"

G_BEGIN_DECLS

int brv_worker_zygote_run (BrvCageProfile profile);

G_END_DECLS
