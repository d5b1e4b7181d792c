/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which of the states stay that were kept without being asked for. They are as dense as somebody
 * looks for them: of the last hour one for every five minutes, of the last day one an hour, of
 * the last month one a day, and one a week before that.
 */

#include "config.h"

#include "storage/brv-checkpoint-thinning.h"

#define MINUTE_US ((gint64)60 * G_USEC_PER_SEC)
#define HOUR_US   (60 * MINUTE_US)
#define DAY_US    (24 * HOUR_US)

typedef struct
{
  gint64 max_age_us;
  gint64 step_us; /* one state stays for each step */
} Density;

static const Density densities[] = {
  { HOUR_US, 5 * MINUTE_US },
  { DAY_US, HOUR_US },
  { 30 * DAY_US, DAY_US },
  { G_MAXINT64, 7 * DAY_US },
};

static const Density *
density_at (gint64 age_us)
{
  guint i = 0;

  while (age_us > densities[i].max_age_us)
    i++;
  return &densities[i];
}

static gboolean
is_automatic (const BrvCheckpoint *checkpoint)
{
  return *checkpoint->name == '\0';
}

/**
 * brv_checkpoints_have_latest:
 * @checkpoints: (element-type BrvCheckpoint): oldest first
 * @state: a state as it would be kept
 *
 * Returns: whether the newest of them is the same state already
 */
gboolean
brv_checkpoints_have_latest (GPtrArray *checkpoints, const BrvCheckpoint *state)
{
  const BrvCheckpoint *last =
    checkpoints->len > 0 ? g_ptr_array_index (checkpoints, checkpoints->len - 1) : NULL;

  return last != NULL && g_str_equal (last->body, state->body);
}

/**
 * brv_checkpoints_forget_latest_unnamed:
 * @checkpoints: (element-type BrvCheckpoint): oldest first, at least one
 *
 * Takes the newest one out if nobody asked for it.
 */
void
brv_checkpoints_forget_latest_unnamed (GPtrArray *checkpoints)
{
  if (is_automatic (g_ptr_array_index (checkpoints, checkpoints->len - 1)))
    g_ptr_array_remove_index (checkpoints, checkpoints->len - 1);
}

/**
 * brv_checkpoints_thin:
 * @checkpoints: (element-type BrvCheckpoint): oldest first
 * @now_us: the moment, in microseconds since 1970 in UTC
 *
 * Takes out states that nobody asked for and that stand close to later ones. Named states and the
 * newest one always stay.
 */
void
brv_checkpoints_thin (GPtrArray *checkpoints, gint64 now_us)
{
  const Density *later_density = NULL;
  gint64 later_step = 0;
  gboolean is_newest = TRUE;

  for (guint i = checkpoints->len; i > 0; i--)
    {
      const BrvCheckpoint *checkpoint = g_ptr_array_index (checkpoints, i - 1);
      const Density *density;
      gint64 step;

      if (!is_automatic (checkpoint))
        continue;
      density = density_at (now_us - checkpoint->time_us);
      step = checkpoint->time_us / density->step_us;
      if (!is_newest && density == later_density && step == later_step)
        g_ptr_array_remove_index (checkpoints, i - 1);
      later_density = density;
      later_step = step;
      is_newest = FALSE;
    }
}
