/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A module that brings libsoup, and nothing else: base/brv-companion.h. */

#include "config.h"

#include <libsoup/soup.h>

/* Without a use of it, it would not be linked. */
static __typeof__ (soup_session_get_type) *const used __attribute__ ((used)) =
  soup_session_get_type;
