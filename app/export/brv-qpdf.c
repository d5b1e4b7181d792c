/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stand-ins for the functions of qpdf: each calls the one of the library, which is loaded late. */

#include "config.h"

#include "export/brv-qpdf.h"

#include "base/brv-companion.h"

#define MODULE "brevier-qpdf.so"
#define STAND_IN(type, name, parameters, arguments) \
  BRV_COMPANION_STAND_IN (MODULE, type, name, parameters, arguments)

/**
 * brv_qpdf_new:
 *
 * Loads the library, if that was not done before.
 *
 * Returns: (transfer full) (nullable): what qpdf_init() gives, or %NULL where there is no such library
 */
qpdf_data
brv_qpdf_new (void)
{
  return brv_companion_load (MODULE) ? BRV_COMPANION_FUNCTION (MODULE, qpdf_init) () : NULL;
}

STAND_IN (void, qpdf_cleanup, (qpdf_data * qpdf), (qpdf))
STAND_IN (qpdf_error, qpdf_get_error, (qpdf_data qpdf), (qpdf))
STAND_IN (char const *, qpdf_get_error_full_text, (qpdf_data q, qpdf_error e), (q, e))
STAND_IN (int, qpdf_get_num_pages, (qpdf_data qpdf), (qpdf))
STAND_IN (qpdf_oh,
          qpdf_get_object_by_id,
          (qpdf_data qpdf, int objid, int generation),
          (qpdf, objid, generation))
STAND_IN (qpdf_oh,
          qpdf_get_page_n,
          (qpdf_data qpdf, size_t zero_based_index),
          (qpdf, zero_based_index))
STAND_IN (qpdf_oh, qpdf_get_trailer, (qpdf_data qpdf), (qpdf))
STAND_IN (QPDF_BOOL, qpdf_has_error, (qpdf_data qpdf), (qpdf))
STAND_IN (void, qpdf_oh_begin_dict_key_iter, (qpdf_data qpdf, qpdf_oh dict), (qpdf, dict))
STAND_IN (QPDF_BOOL, qpdf_oh_dict_more_keys, (qpdf_data qpdf), (qpdf))
STAND_IN (char const *, qpdf_oh_dict_next_key, (qpdf_data qpdf), (qpdf))
STAND_IN (qpdf_oh, qpdf_oh_get_array_item, (qpdf_data qpdf, qpdf_oh oh, int n), (qpdf, oh, n))
STAND_IN (int, qpdf_oh_get_array_n_items, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (qpdf_oh, qpdf_oh_get_dict, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (qpdf_oh, qpdf_oh_get_key, (qpdf_data qpdf, qpdf_oh oh, char const *key), (qpdf, oh, key))
STAND_IN (double, qpdf_oh_get_numeric_value, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (int, qpdf_oh_get_object_id, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (QPDF_ERROR_CODE,
          qpdf_oh_get_stream_data,
          (qpdf_data qpdf,
           qpdf_oh stream_oh,
           enum qpdf_stream_decode_level_e decode_level,
           QPDF_BOOL *filtered,
           unsigned char **bufp,
           size_t *len),
          (qpdf, stream_oh, decode_level, filtered, bufp, len))
STAND_IN (unsigned int, qpdf_oh_get_uint_value_as_uint, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (char const *, qpdf_oh_get_utf8_value, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (QPDF_BOOL,
          qpdf_oh_has_key,
          (qpdf_data qpdf, qpdf_oh oh, char const *key),
          (qpdf, oh, key))
STAND_IN (QPDF_BOOL, qpdf_oh_is_array, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (QPDF_BOOL, qpdf_oh_is_dictionary, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (QPDF_BOOL,
          qpdf_oh_is_name_and_equals,
          (qpdf_data qpdf, qpdf_oh oh, char const *name),
          (qpdf, oh, name))
STAND_IN (QPDF_BOOL, qpdf_oh_is_stream, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (char const *, qpdf_oh_unparse, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (char const *, qpdf_oh_unparse_resolved, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
STAND_IN (QPDF_ERROR_CODE,
          qpdf_read_memory,
          (qpdf_data qpdf,
           char const *description,
           char const *buffer,
           unsigned long long size,
           char const *password),
          (qpdf, description, buffer, size, password))
STAND_IN (void, qpdf_set_suppress_warnings, (qpdf_data qpdf, QPDF_BOOL value), (qpdf, value))
STAND_IN (void, qpdf_silence_errors, (qpdf_data qpdf), (qpdf))
