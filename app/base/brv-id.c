/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-id.h"

#include <sys/random.h>

/**
 * brv_id_new:
 *
 * Draws a fresh id from the system's random numbers.
 *
 * Returns: an id that is not none
 */
BrvId
brv_id_new (void)
{
  BrvId id = BRV_ID_NONE;

  while (brv_id_is_none (id))
    {
      if (getrandom (&id, sizeof id, 0) != (ssize_t)sizeof id)
        {
          id.high = ((guint64)g_random_int () << 32) | g_random_int ();
          id.low = ((guint64)g_random_int () << 32) | g_random_int ();
        }
    }
  return id;
}

/**
 * brv_id_parse:
 * @string: (nullable): 32 lower-case hexadecimal digits
 * @id: (out): the id
 *
 * Reads an id in the form that brv_id_to_string() gives.
 *
 * Returns: %FALSE if @string has another form; @id is none then
 */
gboolean
brv_id_parse (const char *string, BrvId *id)
{
  guint64 words[2] = { 0, 0 };

  *id = BRV_ID_NONE;
  if (string == NULL)
    return FALSE;
  for (guint i = 0; i < BRV_ID_STRING_SIZE - 1; i++)
    {
      int digit = g_ascii_xdigit_value (string[i]);

      if (digit < 0 || g_ascii_isupper (string[i]))
        return FALSE;
      words[i / 16] = words[i / 16] << 4 | (guint64)digit;
    }
  if (string[BRV_ID_STRING_SIZE - 1] != '\0')
    return FALSE;
  id->high = words[0];
  id->low = words[1];
  return TRUE;
}

/**
 * brv_id_is_none:
 * @self: an id
 *
 * Returns: whether @self names nothing
 */
gboolean
brv_id_is_none (BrvId self)
{
  return self.high == 0 && self.low == 0;
}

/**
 * brv_id_equal:
 * @a: an id
 * @b: another
 *
 * Returns: whether both name the same
 */
gboolean
brv_id_equal (BrvId a, BrvId b)
{
  return a.high == b.high && a.low == b.low;
}

/**
 * brv_id_to_string:
 * @self: an id
 *
 * Returns: (transfer full): 32 lower-case hexadecimal digits
 */
char *
brv_id_to_string (BrvId self)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", self.high,
                          self.low);
}

/**
 * brv_id_hash:
 * @id: (type BrvId): an id
 *
 * Returns: a hash for a #GHashTable with pointers to ids as keys
 */
guint
brv_id_hash (gconstpointer id)
{
  const BrvId *self = id;

  return (guint)(self->low ^ self->low >> 32);
}

/**
 * brv_id_equal_pointers:
 * @a: (type BrvId): an id
 * @b: (type BrvId): another
 *
 * Returns: whether both name the same, for a #GHashTable
 */
gboolean
brv_id_equal_pointers (gconstpointer a, gconstpointer b)
{
  return brv_id_equal (*(const BrvId *)a, *(const BrvId *)b);
}
