// A hand-made briefing of the 2016 presidential election for the tests of this folder. Its figures
// are the published ones; what was not needed for a test is left out.
#pragma once

#include "report/briefing.h"

#include <string>

namespace recanvass::report {

/// As of 29 November 2016: a press figure with its total unknown (Pennsylvania), a certified one
/// (Michigan), a canvass that differs from the press before it (Wisconsin), a unit of which only
/// the leader is known (Ohio), one of which nothing is (Utah).
[[nodiscard]] Briefing sample_briefing();

/// The sentences of one answer, "topic: text {mark}" a line.
[[nodiscard]] std::string text_of(const Briefing& briefing, const std::string& answer);

[[nodiscard]] bool has_part(const std::string& text, const std::string& part);

/// Fails the running test unless `part` stands in `text`, or (lacks) if it does.
void expect_holds(const std::string& text, const std::string& part);
void expect_lacks(const std::string& text, const std::string& part);

}  // namespace recanvass::report
