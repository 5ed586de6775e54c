// What the commands that read and write cast vote records have in common: the options --to and
// --output, and saying what was written, lost and ignored.
#pragma once

#include "apps/cli/command.h"
#include "formats/batch_check.h"
#include "formats/card_formats.h"
#include "formats/card_import.h"
#include "formats/confined_import.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::cli {

/// The format of an option's value. Adds to the problems when it is none.
std::optional<formats::CardFormat> wanted_format(const std::optional<std::string>& name,
                                                 const std::string& option,
                                                 base::Problems& problems);

/// The value of --output. Adds to the problems when it is missing.
std::string wanted_path(const Arguments& arguments, base::Problems& problems);
[[nodiscard]] Option output_option(const std::string& help);

/// How much the process that reads may take, by the options of limit_options().
/// Causes: COMMAND.limit.
base::Result<formats::ReadingLimits> limits_of(const Arguments& arguments,
                                               const std::string& command);
[[nodiscard]] std::vector<Option> limit_options();

/// "  2,016 cards in 3 files" and a line for each thing that could not be said.
[[nodiscard]] std::string written_lines(const formats::WrittenCards& written);

/// What was read and is part of no card, and the remarks.
[[nodiscard]] std::string ignored_lines(const formats::CardImport& import);
[[nodiscard]] base::Json ignored_json(const formats::CardImport& import);

/// Manifests against cards: how many batches agree, and a sentence for each that differs.
[[nodiscard]] std::string batch_check_text(const formats::BatchCheck& check);
[[nodiscard]] base::Json batch_check_json(const formats::BatchCheck& check);

}  // namespace recanvass::cli
