#include "workflow/challenge_rows.h"

#include "workflow/reading.h"
#include "workflow/view_rows.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Json reading_row(const Operation& operation, const Reading& reading) {
  return {{"reading", to_json(reading)}, {"words", words_of(operation.setup, reading)}};
}

base::Json claim_row(const Operation& operation, const ChallengeClaim& claim) {
  base::Json row = said_by(operation, claim.author, claim.claimed_time, claim.position);
  row["side"] = claim.side;
  row["ground"] = claim.ground;
  row["words"] = claim.words;
  row["claimed_as"] = claim.claimed_as ? reading_row(operation, *claim.claimed_as) : base::Json();
  row["withdrawn_at"] = claim.withdrawn_at ? base::Json(*claim.withdrawn_at) : base::Json();
  row["withdrawn_words"] = text_or_null(claim.withdrawn_words);
  return row;
}

// Lines to sign: those who ruled, else those who agreed, else the board.
base::Json signature_lines(const Challenge& challenge) {
  base::Json lines = base::Json::array();
  if (!challenge.rulings.empty()) {
    for (const auto& [member, vote] : challenge.rulings.back().votes) lines.push_back(member);
    if (lines.empty()) lines.push_back("for the court");
  } else if (challenge.stipulation) {
    for (const std::string& side : challenge.stipulation->sides) lines.push_back("for " + side);
  }
  if (lines.empty()) lines = {"board member", "board member"};
  return lines;
}

}  // namespace

std::string unit_of_batch(const Operation& operation, const std::string& batch) {
  const auto found = operation.commitment.batches.find(batch);
  return found == operation.commitment.batches.end() ? std::string() : found->second.unit;
}

bool is_batch_set_aside(const Operation& operation, const std::string& batch) {
  const auto counted = operation.counting.batches.find(batch);
  return counted != operation.counting.batches.end() && counted->second.is_void;
}

base::Json ruling_row(const Operation& operation, const Ruling& ruling) {
  base::Json row = said_by(operation, ruling.author, ruling.claimed_time, ruling.position);
  row["ruling"] = ruling.ruling;
  row["ruled_by"] = ruling.ruled_by;
  row["words"] = ruling.words;
  row["votes"] = ruling.votes.empty() ? base::Json() : base::Json(ruling.votes);
  if (ruling.counted_as) row["counted_as"] = reading_row(operation, *ruling.counted_as);
  return row;
}

base::Json exhibit_row(const Operation& operation, const Challenge& challenge) {
  const auto listed = operation.commitment.batches.find(challenge.batch);
  const bool is_listed = listed != operation.commitment.batches.end();
  base::Json row = {{"exhibit", challenge.exhibit},
                    {"county", challenge.county},
                    {"unit", is_listed ? base::Json(listed->second.unit) : base::Json()},
                    {"container", is_listed ? base::Json(listed->second.container) : base::Json()},
                    {"batch", challenge.batch},
                    {"position", challenge.ballot},
                    {"status", name_of(challenge.status())},
                    {"counted_as", reading_row(operation, challenge.counted_as)},
                    {"stands_as", reading_row(operation, challenge.stands_as())},
                    {"claims", base::Json::array()},
                    {"stipulation", nullptr},
                    {"rulings", base::Json::array()},
                    {"file", challenge.file},
                    {"registered_at", challenge.position},
                    {"changed_at", challenge.changed_at},
                    {"signature_lines", signature_lines(challenge)}};
  for (const ChallengeClaim& claim : challenge.claims) {
    row["claims"].push_back(claim_row(operation, claim));
  }
  for (const Ruling& ruling : challenge.rulings) {
    row["rulings"].push_back(ruling_row(operation, ruling));
  }
  if (challenge.stipulation) {
    const Stipulation& agreed = *challenge.stipulation;
    base::Json stipulation =
        said_by(operation, agreed.author, agreed.claimed_time, agreed.position);
    stipulation["sides"] = agreed.sides;
    stipulation["words"] = agreed.words;
    stipulation["counted_as"] = reading_row(operation, agreed.counted_as);
    row["stipulation"] = stipulation;
  }
  return row;
}

std::int64_t ChallengeTotals::with(ChallengeStatus status) const {
  const auto found = by_status.find(status);
  return found == by_status.end() ? 0 : found->second;
}

base::Json to_json(const ChallengeTotals& totals) {
  base::Json out = {{"registered", totals.registered}};
  std::int64_t sum = 0;
  for (const ChallengeStatus status : {ChallengeStatus::Open, ChallengeStatus::Withdrawn,
                                       ChallengeStatus::Stipulated, ChallengeStatus::Ruled}) {
    out[name_of(status)] = totals.with(status);
    sum += totals.with(status);
  }
  out["lost"] = totals.registered - sum;
  return out;
}

}  // namespace recanvass::workflow
