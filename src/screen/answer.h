// Answers the questions of a screening one by one: runs the statistics, and says in words what was
// seen, what explains it, what it could concern and whose paper would tell. Corrections for the
// number of questions come after, in screen/control.h. Shown by report/screen_text.h.
#pragma once

#include "base/executor.h"
#include "screen/digits.h"
#include "screen/finding.h"
#include "screen/funnel.h"
#include "screen/question.h"
#include "screen/recounted.h"
#include "screen/unlike.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::screen {

/// The reported lead that votes are read against.
struct Lead {
  std::string leader;
  std::string runner_up;
  std::optional<election::VoteCount> votes;  ///< none: not known
};

/// What questions are asked of.
struct AskedOf {
  const UnitTable* table = nullptr;      ///< null: files are missing
  const UnitTable* elsewhere = nullptr;  ///< of a curve that asks for it
  std::vector<std::string> missing;      ///< files that are not there
  Lead lead;
  std::int64_t resamples = 9999;
  stats::RandomKey key;  ///< each question with a stream block of its own
};

/// One unit of a funnel's picture, and of what it is.
struct FunnelAnswer {
  Funnel funnel;
  std::vector<FunnelUnit> units;
};

/// A question, its finding, and what the finding rests on.
struct Answered {
  Question question;
  Finding finding;
  std::optional<CurveAnswer> curve;
  std::vector<ElsewhereRun> elsewhere;
  std::vector<RecountedGroup> recounted;
  std::optional<FunnelAnswer> funnel;
  std::optional<UnlikeAnswer> unlike;
  std::vector<std::pair<std::string, DigitTest>> digits;  ///< by measure
};

/// Level of every test, after corrections.
inline constexpr double kLevel = 0.05;
/// Units named for their paper.
inline constexpr std::size_t kTargetsMost = 5;

[[nodiscard]] Answered answer_question(const Question& question, const AskedOf& asked,
                                       base::Executor& executor);

// By kind of question; for answer_question and tests.
void answer_rise(const RiseAsk& ask, const AskedOf& asked, Answered& out);
void answer_unlike(const UnlikeAsk& ask, const AskedOf& asked, Answered& out);
void answer_funnel(const FunnelAsk& ask, const AskedOf& asked, Answered& out);
void answer_digits(const DigitsAsk& ask, const AskedOf& asked, Answered& out,
                   base::Executor& executor);
void answer_curve_question(const CurveAsk& ask, const AskedOf& asked, Answered& out,
                           base::Executor& executor);
void answer_recounted(const RecountedAsk& ask, const AskedOf& asked, Answered& out,
                      base::Executor& executor);

/// "a lead of 22,617 votes", "0.9 of the lead of 22,617 votes", for sentences.
[[nodiscard]] std::string against_lead(double votes, const Lead& lead);
/// "p = 0.012", "p < 0.0001"
[[nodiscard]] std::string p_words(double p);
/// "+0.0496"; four decimals, always with its sign.
[[nodiscard]] std::string signed_number(double value);
/// Adds up to five units to the finding, with their ballots where the question knows them.
void add_targets(const std::vector<std::pair<std::size_t, std::string>>& units,
                 const AskedOf& asked, Answered& out);

}  // namespace recanvass::screen
