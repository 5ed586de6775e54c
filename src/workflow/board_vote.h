// Votes of a board, member by member: on motions, on challenges, on objections. Members stand by
// name, as in minutes; who records the vote answers for it.
#pragma once

#include "base/json.h"
#include "base/problem.h"
#include "workflow/command.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct Event;
struct Operation;
struct Ruling;

/// The words that a member's vote may be: for, against, abstain, absent.
[[nodiscard]] const std::vector<std::string>& vote_words();

/// What speaks against a record of votes, {member: word}. Causes: vote.members (nobody voted for or
/// against), vote.word.
[[nodiscard]] base::Problems vote_problems(const base::Json& votes);

/// @pre vote_problems found nothing.
[[nodiscard]] std::map<std::string, std::string> votes_in(const base::Json& body);

/// More for than against. A tie does not carry.
[[nodiscard]] bool carries(const std::map<std::string, std::string>& votes);

/// "carried", "lost" or "tied".
[[nodiscard]] std::string outcome_of(const std::map<std::string, std::string>& votes);

/// The fields that every ruling has: ruling, ruled_by, words, votes, supersedes, order.
[[nodiscard]] std::vector<Field> ruling_fields();

/// The position of the latest; no value: there is none.
[[nodiscard]] std::optional<std::uint64_t> latest_ruling(const std::vector<Ruling>& rulings);

/// What speaks against a ruling: a board's without a vote that carries, a court's with one, or one
/// that does not name what it supersedes. Causes: those of vote_problems; ruling.votes,
/// ruling.tied, ruling.supersedes.
/// @param before  the position of the ruling that stands, or of an agreement that a court replaces;
///                no value: none
[[nodiscard]] base::Problems ruling_problems(const base::Json& body,
                                             std::optional<std::uint64_t> before);

/// A court's ruling cites an order that was recorded, a board's none. Causes: ruling.order,
/// order.unknown.
[[nodiscard]] base::Problems court_problems(const Operation& operation, const base::Json& body);

/// The ruling without a reading of a ballot. @pre ruling_problems found nothing.
[[nodiscard]] Ruling ruling_in(const Event& event);

}  // namespace recanvass::workflow
