/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A half-open range of UTF-8 bytes, on character boundaries: start is in it, end is not. */
typedef struct
{
  gsize start;
  gsize end;
} BrvRange;

static inline gsize
brv_range_length (BrvRange range)
{
  return range.end - range.start;
}

static inline gboolean
brv_range_contains (BrvRange outer, BrvRange inner)
{
  return outer.start <= inner.start && inner.end <= outer.end;
}

static inline gboolean
brv_range_overlaps (BrvRange a, BrvRange b)
{
  return a.start < b.end && b.start < a.end;
}

G_END_DECLS
