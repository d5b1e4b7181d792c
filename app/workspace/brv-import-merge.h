/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

BrvId brv_import_merge (BrvDocument *document, const BrvSource *source);

G_END_DECLS
