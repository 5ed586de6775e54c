// Challenges that one account ended by leaving the ballots as they had been counted. That takes one
// person, since it moves no vote; where all of them together, found as their parties claim, could
// have given other winners, a certificate says who ended how many.
// Filled by workflow and by verify, each from its own reading. Ranges: recount/challenge_range.h.
#pragma once

#include "recount/challenge_range.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace recanvass::recount {

struct EndedAlone {
  std::map<std::string, std::int64_t> exhibits;  ///< by the name of who ended them
  std::set<std::string> voters_unknown;  ///< who voted on them in a board and has no account
  ChallengeCase contest;  ///< votes that stand; `open`: these exhibits as they were claimed
};

/// What starts the sentence.
inline constexpr std::string_view kEndedAlone = "One account alone left ";

/// Empty: there are none, or they decide nothing however they are found.
[[nodiscard]] std::string sentence_of(const EndedAlone& ended);

}  // namespace recanvass::recount
