// The options that `plan` and `simulate` share: which election, which audit, what is known.
// The commands: plan_command.cpp and simulate_command.cpp; the question: audit/plan.h.
#pragma once

#include "apps/cli/command.h"
#include "audit/plan.h"

#include <string>
#include <vector>

namespace recanvass::cli {

/// The positional PACKAGE, which is left out where --votes gives the figures.
[[nodiscard]] Positional plan_package();

/// Options of the question.
[[nodiscard]] std::vector<Option> plan_options();

/// What was typed, as a question a place. Causes: COMMAND.option, those of read_package and of
/// workflow::plan_questions.
base::Result<std::vector<audit::PlanQuestion>> read_plan_questions(const Arguments& arguments,
                                                                   const std::string& command);

/// A whole number from `least` to `most` out of an option; `otherwise` where it was not typed.
std::int64_t whole_option(const Arguments& arguments, const std::string& command,
                          const std::string& name, std::int64_t least, std::int64_t most,
                          std::int64_t otherwise, base::Problems& problems);

}  // namespace recanvass::cli
