// recanvass screen: reads a package's questions and figures, answers them, corrects for their
// number, and writes what of the paper should be planned for. Nothing is written to a ledger.
#pragma once

#include "base/executor.h"
#include "base/json.h"
#include "base/result.h"
#include "screen/screening.h"

#include <filesystem>
#include <optional>
#include <string>

namespace recanvass::workflow {

struct ScreenAsk {
  std::filesystem::path package;
  std::optional<std::filesystem::path> figures;  ///< folder of bulk figures
  std::int64_t resamples = 9999;
  std::optional<std::filesystem::path> shapes = std::nullopt;  ///< TopoJSON, for maps
  bool by_group = false;  ///< each question in each group by itself: how often does it alarm?
};

/// Causes: those of read_package, parse_screening and make_tables; screen.no-questions (a package
/// without screening.toml), screen.unknown-result-set.
base::Result<screen::Screening> screen_package(const ScreenAsk& ask, base::Executor& executor);

/// A file for `recanvass plan --contests`: for each finding that is unexplained or not told from
/// chance, and that reading ballots settles, the units that it names, each once, with the ballots
/// and the votes of the two leading choices that were recorded there. What is to be shown is that
/// the count is off by fewer votes than the finding, or the claim, would have it ("off_by").
/// Without such a unit its list of contests is empty.
[[nodiscard]] base::Json plan_of_targets(const screen::Screening& screening);

/// Units of such findings that are in no plan, as their ballots or votes are not known.
[[nodiscard]] std::size_t targets_without_figures(const screen::Screening& screening);

/// Questions that could not be asked, as files or figures are not there.
[[nodiscard]] std::size_t questions_without_figures(const screen::Screening& screening);

}  // namespace recanvass::workflow
