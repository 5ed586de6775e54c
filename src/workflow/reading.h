// What a challenged ballot was read as: written in commands as a list of choices, or as one of the
// words "blank", "over" and "not-counted". For the use cases and views of challenges.
#pragma once

#include "base/json.h"
#include "base/problem.h"
#include "workflow/challenges.h"
#include "workflow/setup.h"

#include <string>

namespace recanvass::workflow {

/// What speaks against a reading written so. `field` is named in the problems.
/// Causes: challenge.reading.
[[nodiscard]] base::Problems reading_problems(const Setup& setup, const base::Json& written,
                                              const char* field);

/// @pre reading_problems found nothing.
[[nodiscard]] Reading reading_in(const Setup& setup, const base::Json& written);

/// As it is written in a command.
[[nodiscard]] base::Json to_json(const Reading& reading);

/// "A", "A and B", "blank", "overvoted", "not counted": with the choices' names.
[[nodiscard]] std::string words_of(const Setup& setup, const Reading& reading);

}  // namespace recanvass::workflow
