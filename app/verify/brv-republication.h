/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-brief.h"

G_BEGIN_DECLS

/* Finds the sources of a brief that are republications of others. For one thread at a time. */
typedef struct _BrvRepublicationFinder BrvRepublicationFinder;

BrvRepublicationFinder *brv_republication_finder_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_republication_finder_free (BrvRepublicationFinder *self);

GHashTable *brv_republication_finder_run (BrvRepublicationFinder *self,
                                          const BrvBrief *brief,
                                          GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvRepublicationFinder, brv_republication_finder_free)

G_END_DECLS
