// Answers the questions of a screening one by one: runs the statistics, and says in words what was
// seen, what explains it, what it could concern and whose paper would tell. Corrections for the
// number of questions come after, in screen/control.h. Shown by report/screen_text.h.
#pragma once

#include "base/executor.h"
#include "screen/digits.h"
#include "screen/finding.h"
#include "screen/fingerprint.h"
#include "screen/funnel.h"
#include "screen/mode_levels.h"
#include "screen/odd_shares.h"
#include "screen/question.h"
#include "screen/recounted.h"
#include "screen/share_spikes.h"
#include "screen/unlike.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::screen {

/// The reported lead that votes are read against.
struct Lead {
  std::string leader;
  std::string runner_up;
  std::optional<election::VoteCount> votes;  ///< none: not known
  /// What the result set reports, that units should add up to; none: not known.
  std::string result_set = {};
  std::optional<election::VoteCount> leader_votes = std::nullopt;
  std::optional<election::VoteCount> runner_up_votes = std::nullopt;
  std::optional<election::VoteCount> all_votes = std::nullopt;
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

/// Units beside the shares that the fit gives them.
struct OddAnswer {
  OddShares shares;
  std::vector<std::size_t> units;  ///< of the table, in the order of the fit
};

/// What a shift of votes has to be for its regression to show it: said once the number of questions
/// is known, as the level depends on it.
struct ShiftToShow {
  double error = 0.0;  ///< of the coefficient that decides
  double freedom = 0.0;
  double votes = 0.0;  ///< a coefficient of 1 in votes
  Lead lead;
};

/// What the deciding specification leaves of units that have a shape on a map.
struct ResidualMap {
  struct Unit {
    std::string shape;  ///< its id
    std::string unit;
    double residual = 0.0;
  };
  std::string outcome;  ///< "the rise of the Republican share"
  std::string held;  ///< what was held equal
  std::vector<Unit> units;
};

/// One mode of voting over all units that could be fitted.
struct ModeTotal {
  std::string words;
  std::int64_t events = 0;
  std::int64_t trials = 0;
  std::optional<ModeEffect> effect;  ///< beside the first mode
  /// Percent of trials; 0 of none.
  [[nodiscard]] double share() const {
    return trials == 0 ? 0.0 : 100.0 * static_cast<double>(events) / static_cast<double>(trials);
  }
};
/// The level of each unit and mode beside what its other modes let expect.
struct ModeAnswer {
  ModeLevels levels;
  std::vector<ModeCell> cells;  ///< in the order of the levels' cells; unit: of the table
  std::vector<ModeTotal> totals;  ///< by mode
};

/// A question, its finding, and what the finding rests on.
struct Answered {
  Question question;
  Finding finding;
  std::optional<CurveAnswer> curve;
  /// Words of the measures that the answer's tables name by id.
  std::map<std::string, std::string> words;
  [[nodiscard]] std::string words_of(const std::string& measure) const {
    const auto known = words.find(measure);
    return known == words.end() ? measure : known->second;
  }
  std::optional<ResidualMap> map;
  std::vector<ElsewhereRun> elsewhere;
  std::optional<ShiftToShow> to_show;
  std::vector<RecountedGroup> recounted;
  std::optional<FunnelAnswer> funnel;
  std::optional<UnlikeAnswer> unlike;
  std::optional<ModeAnswer> modes;
  std::vector<std::pair<std::string, DigitTest>> digits;  ///< by measure
  std::optional<OddAnswer> odd;
  std::optional<ShareSpikes> spikes;
  std::optional<Fingerprint> fingerprint;
  std::vector<std::pair<std::string, SecondDigitNull>> claimed_digits;  ///< by measure
};

/// Level of every test, after corrections.
inline constexpr double kLevel = 0.05;
/// Units named for their paper.
inline constexpr std::size_t kTargetsMost = 5;

[[nodiscard]] Answered answer_question(const Question& question, const AskedOf& asked,
                                       base::Executor& executor);

// By kind of question; for answer_question and tests.
void answer_rise(const RiseAsk& ask, const AskedOf& asked, Answered& out);
void answer_within(const WithinAsk& ask, const AskedOf& asked, Answered& out);
void answer_unlike(const UnlikeAsk& ask, const AskedOf& asked, Answered& out);
void answer_modes(const ModesAsk& ask, const AskedOf& asked, Answered& out);
void answer_funnel(const FunnelAsk& ask, const AskedOf& asked, Answered& out);
void answer_digits(const DigitsAsk& ask, const AskedOf& asked, Answered& out,
                   base::Executor& executor);
void answer_curve_question(const CurveAsk& ask, const AskedOf& asked, Answered& out,
                           base::Executor& executor);
void answer_recounted(const RecountedAsk& ask, const AskedOf& asked, Answered& out,
                      base::Executor& executor);
void answer_outliers(const OutliersAsk& ask, const AskedOf& asked, Answered& out);
void answer_peaks(const PeaksAsk& ask, const AskedOf& asked, Answered& out,
                  base::Executor& executor);
void answer_fingerprint(const FingerprintAsk& ask, const AskedOf& asked, Answered& out);
void answer_digit_claim(const DigitClaimAsk& ask, const AskedOf& asked, Answered& out,
                        base::Executor& executor);

/// Where a package names no explanation, or no paper, the finding says so.
void say_if_not_given(Finding& finding);
/// Nothing could be tested, and why.
void not_checked(Answered& out, const std::string& why);
/// The nearest whole number.
[[nodiscard]] std::int64_t whole_of(double value);
/// "a lead of 22,617 votes", "0.9 of the lead of 22,617 votes", for sentences.
[[nodiscard]] std::string against_lead(double votes, const Lead& lead);
/// "p = 0.012", "p < 0.0001"
[[nodiscard]] std::string p_words(double p);
/// "+0.0496"; four decimals, always with its sign.
[[nodiscard]] std::string signed_number(double value);
/// What was left out of the files behind these measures, each sentence with a space after it.
[[nodiscard]] std::string left_out_words(const UnitTable& table,
                                         const std::vector<std::string>& measures);
/// "0.012", "<0.0001": a p for a table's cell.
[[nodiscard]] std::string p_cell(double p);
/// A unit whose paper would tell, why, and by how many votes its count would be off.
struct NamedUnit {
  std::size_t unit = 0;
  std::string why;
  std::optional<std::int64_t> in_question = std::nullopt;
};
/// Adds five units to the finding, with their ballots where the question knows them; the others
/// stand under `further`.
void add_targets(const std::vector<NamedUnit>& units, const AskedOf& asked, Answered& out);

}  // namespace recanvass::screen
