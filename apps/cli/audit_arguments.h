// What the commands that audit from files have in common: reading records, manifests, documents
// and writing documents that are not there yet. Used by assertions, draw and measure.
#pragma once

#include "apps/cli/command.h"
#include "election/ballot_manifest.h"
#include "formats/card_input.h"
#include "formats/card_readings.h"
#include "report/terminal.h"
#include "workflow/audit_assertions.h"

#include <optional>
#include <string>

namespace recanvass::cli {

/// The text of an option's file; empty without the option. Adds to the problems.
std::string text_option(const Arguments& arguments, const std::string& option,
                        base::Problems& problems);

/// The document of an option's file; null without the option. Adds to the problems.
base::Json document_option(const Arguments& arguments, const std::string& option,
                           base::Problems& problems);

/// The records of a positional; no value when none is named. Adds to the problems.
std::optional<workflow::AuditRecords> records_argument(const Arguments& arguments,
                                                       const std::string& positional,
                                                       const std::string& command,
                                                       base::Problems& problems);

/// The manifest of an option with its hashes; no value without the option. Adds to the problems.
std::optional<workflow::AuditManifest> manifest_option(const Arguments& arguments,
                                                       const std::string& option,
                                                       base::Problems& problems);

/// Readings of several rounds, one file of --readings a round. Adds to the problems.
formats::TypedReadings readings_option(const Arguments& arguments, base::Problems& problems);

/// What is shown of when the assertions were chosen, with risk function, limit and rounds.
struct ShownBefore {
  std::string sha256;  ///< of the file of the assertions
  bool named = false;  ///< the same hash was given as the one that was published before the seed
};

/// "--committed HASH"
[[nodiscard]] Option committed_option();

/// Of --assertions and --committed. Adds to the problems: measure.committed (another hash).
ShownBefore shown_before_seed(const Arguments& arguments, base::Problems& problems);

/// Below assertions that were written to a file: the hash to publish before the seed. Empty without
/// --output.
[[nodiscard]] std::string to_publish(const Arguments& arguments, const base::Json& document,
                                     const report::Screen& screen);

/// A sentence below what was measured.
[[nodiscard]] std::string words_of_shown(const ShownBefore& shown);

/// Adds `assertions_sha256` and `committed` to what was measured.
void add_shown(base::Json& json, const ShownBefore& shown);

/// Writes a document to a file that is not there yet. Adds to the problems.
void write_document(const base::Json& document, const std::string& path, base::Problems& problems);
void write_new_text(const std::string& text, const std::string& path, base::Problems& problems);

}  // namespace recanvass::cli
