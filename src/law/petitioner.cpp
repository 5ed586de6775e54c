#include "law/petitioner.h"

#include "law/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace recanvass::law {
namespace {

using K = PetitionerKind;

struct KindName {
  K kind;
  const char* token;
  const char* words;
};

constexpr std::array<KindName, 14> kKinds = {{
    {K::Candidate, "candidate", "any candidate"},
    {K::LosingCandidate, "losing_candidate", "a losing candidate"},
    {K::AggrievedCandidate, "aggrieved_candidate", "an aggrieved candidate"},
    {K::CandidateVotedFor, "candidate_voted_for", "any candidate who got votes"},
    {K::InterestedParty, "interested_party", "an interested party"},
    {K::PersonWithStanding, "person_with_standing_to_contest",
     "a person who may contest the election"},
    {K::PartyOfficer, "party_officer", "a party officer"},
    {K::PartyStateChair, "party_state_chair", "a party's state chair"},
    {K::PoliticalParty, "political_party", "a political party"},
    {K::PoliticalCommittee, "political_committee", "a political committee"},
    {K::MeasureCommitteePerson, "measure_committee_person", "a person of a measure's committee"},
    {K::MeasureOpponent, "measure_opponent", "an opponent of a measure"},
    {K::BallotQuestionCommittee, "ballot_question_committee", "a ballot question committee"},
    {K::CountyClerk, "county_clerk", "a county clerk"},
}};

struct AreaName {
  const char* token;
  const char* words;
};

constexpr std::array<AreaName, 7> kAreas = {{
    {"", ""},
    {"precinct", " of each precinct"},
    {"ward_or_precinct", " of the ward or precinct"},
    {"statewide", " of the state"},
    {"ballot_question", ", for a ballot question"},
    {"measure", ", for a measure"},
    {"issue", ", for an issue"},
}};

base::Problem petitioner_problem(std::string_view token) {
  return {"statute.petitioner",
          {},
          fmt::format("\"{}\"", token),
          "candidate, losing_candidate, ... or voters:N:AREA, joined by + where both are needed",
          "Take a word of the list in docs/formats/statutes.md."};
}

bool parse_voters(std::string_view token, PetitionerPart& part) {
  const std::size_t colon = token.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view head = token.substr(0, colon);
  if (head != "voters" && head != "voter") return false;
  part.kind = K::Voters;
  std::string_view rest = token.substr(colon + 1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error == std::errc() && end != rest.data()) {
    if (number < 1) return false;
    part.voters = number;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!rest.empty() && rest[0] != ':') return false;
    if (!rest.empty()) rest.remove_prefix(1);
  }
  part.area = std::string(rest);
  return std::any_of(kAreas.begin(), kAreas.end(),
                     [&](const AreaName& area) { return part.area == area.token; });
}

bool parse_part(std::string_view token, PetitionerPart& part) {
  for (const KindName& kind : kKinds) {
    if (token == kind.token) {
      part.kind = kind.kind;
      return true;
    }
  }
  return parse_voters(token, part);
}

std::string part_words(const PetitionerPart& part) {
  if (part.kind != K::Voters) {
    return std::find_if(kKinds.begin(), kKinds.end(),
                        [&](const KindName& kind) { return kind.kind == part.kind; })
        ->words;
  }
  const auto area = std::find_if(kAreas.begin(), kAreas.end(),
                                 [&](const AreaName& name) { return part.area == name.token; });
  const std::string number = !part.voters        ? "voters (how many was not found)"
                             : *part.voters == 1 ? "any one voter"
                                                 : grouped(*part.voters) + " voters";
  return number + area->words;
}

bool is_for_question(const PetitionerRule& rule) {
  return std::any_of(rule.all_of.begin(), rule.all_of.end(), [](const PetitionerPart& part) {
    return part.kind == K::MeasureOpponent || part.kind == K::MeasureCommitteePerson ||
           part.kind == K::BallotQuestionCommittee || part.area == "ballot_question" ||
           part.area == "measure" || part.area == "issue";
  });
}

/// Candidates alone: nobody of a ballot question.
bool is_for_candidates(const PetitionerRule& rule) {
  return std::any_of(rule.all_of.begin(), rule.all_of.end(), [](const PetitionerPart& part) {
    return part.kind == K::Candidate || part.kind == K::LosingCandidate ||
           part.kind == K::AggrievedCandidate || part.kind == K::CandidateVotedFor ||
           part.kind == K::PartyStateChair;
  });
}

/// Where who asks stands. Level: as many votes as the last one elected, who may yet lose.
enum class Placing { Leads, Trails, Level, Unknown };

Placing placing_of(const Facts::Petitioner& petitioner, const Facts& facts) {
  if (petitioner.behind_leader && petitioner.behind_leader->value() != 0) {
    return petitioner.behind_leader->value() < 0 ? Placing::Leads : Placing::Trails;
  }
  if (!petitioner.behind_leader) {
    return petitioner.place == 0   ? Placing::Unknown
           : petitioner.place == 1 ? Placing::Leads
                                   : Placing::Trails;
  }
  // Nothing behind the last one elected: that one, unless the first one not elected has as many.
  if (!facts.reported_margin) return Placing::Unknown;
  return facts.reported_margin->value() == 0 ? Placing::Level : Placing::Leads;
}

Standing losing_standing(Placing placing, const std::string& words) {
  switch (placing) {
    case Placing::Leads: return {Verdict::No, words + "; this one leads"};
    case Placing::Trails: return {Verdict::Yes, words};
    case Placing::Level: return {Verdict::Unknown, words + "; in a tie nobody has lost yet"};
    case Placing::Unknown:
      return {Verdict::Unknown, words + "; whether this one leads is not known"};
  }
  return {};
}

Standing candidate_standing(const PetitionerPart& part, const Facts& facts) {
  const Facts::Petitioner& petitioner = *facts.petitioner;
  const std::string words = part_words(part) + " may ask";
  switch (part.kind) {
    case K::Candidate: return {Verdict::Yes, words};
    case K::CandidateVotedFor:
      if (petitioner.votes && petitioner.votes->value() == 0) {
        return {Verdict::No, words + "; this one got none"};
      }
      // Who is named first or second in a report got votes, though it may not say how many.
      if (!petitioner.votes && petitioner.place != 1 && petitioner.place != 2) {
        return {Verdict::Unknown, words + "; whether this one got any is not known"};
      }
      return {Verdict::Yes, words};
    case K::LosingCandidate:
    case K::AggrievedCandidate: return losing_standing(placing_of(petitioner, facts), words);
    case K::InterestedParty:
    case K::PersonWithStanding:
      if (petitioner.place == 2) return {Verdict::Yes, words};
      return {Verdict::Unknown, words + "; whether this candidate is one is not recorded"};
    case K::Voters:
      if (part.voters == 1 && part.area.empty()) {
        return {Verdict::Yes, words + ", so on behalf of a candidate too"};
      }
      return {Verdict::No, words + ", not a candidate alone"};
    case K::PartyOfficer:
    case K::PartyStateChair:
    case K::PoliticalParty:
    case K::PoliticalCommittee:
    case K::MeasureCommitteePerson:
    case K::MeasureOpponent:
    case K::BallotQuestionCommittee:
    case K::CountyClerk: return {Verdict::No, words + ", not a candidate alone"};
  }
  return {};
}

/// Voters of an area smaller than the state cannot be a statewide contest's petitioners as a whole,
/// but each area's may ask for theirs.
Standing rule_standing(const PetitionerRule& rule, const Facts& facts) {
  if (rule.all_of.size() > 1) {
    return {Verdict::No, words_of(rule) + " must ask together, not a candidate alone"};
  }
  return candidate_standing(rule.all_of[0], facts);
}

bool is_tied(const Facts& facts) {
  return facts.reported_margin && facts.reported_margin->value() == 0;
}

bool needs_a_loser(const PetitionerRule& rule) {
  return std::any_of(rule.all_of.begin(), rule.all_of.end(), [](const PetitionerPart& part) {
    return part.kind == K::LosingCandidate || part.kind == K::AggrievedCandidate;
  });
}

/// Whether a candidate may come to be the one who asks, with nobody else.
bool takes_a_candidate(const PetitionerRule& rule) {
  if (rule.all_of.size() != 1) return false;
  const PetitionerPart& part = rule.all_of[0];
  return part.kind == K::Candidate || part.kind == K::LosingCandidate ||
         part.kind == K::AggrievedCandidate || part.kind == K::CandidateVotedFor ||
         part.kind == K::InterestedParty || part.kind == K::PersonWithStanding ||
         (part.kind == K::Voters && part.voters == 1 && part.area.empty());
}

}  // namespace

base::Result<PetitionerRule> parse_petitioner(std::string_view token) {
  PetitionerRule rule;
  std::string_view rest = token;
  while (true) {
    const std::size_t plus = rest.find('+');
    PetitionerPart part;
    if (!parse_part(rest.substr(0, plus), part)) return petitioner_problem(token);
    rule.all_of.push_back(std::move(part));
    if (plus == std::string_view::npos) return rule;
    rest.remove_prefix(plus + 1);
  }
}

std::string name_of(const PetitionerRule& rule) {
  std::string token;
  for (const PetitionerPart& part : rule.all_of) {
    if (!token.empty()) token += "+";
    if (part.kind != K::Voters) {
      for (const KindName& kind : kKinds) {
        if (kind.kind == part.kind) token += kind.token;
      }
      continue;
    }
    token += part.voters == 1 ? "voter" : "voters";
    if (part.voters) token += ":" + std::to_string(*part.voters);
    if (!part.area.empty()) token += ":" + part.area;
  }
  return token;
}

std::string words_of(const PetitionerRule& rule) {
  std::vector<std::string> parts;
  for (const PetitionerPart& part : rule.all_of) parts.push_back(part_words(part));
  return listed(parts, "with");
}

std::string words_of(const std::vector<PetitionerRule>& rules) {
  std::string text;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    text += (i == 0 ? "" : "; or ") + words_of(rules[i]);
  }
  return text;
}

Standing standing_of(const std::vector<PetitionerRule>& rules, const Facts& facts) {
  const bool question = facts.office == election::Office::BallotQuestion;
  Standing standing{Verdict::No, ""};
  for (const PetitionerRule& rule : rules) {
    if (question ? is_for_candidates(rule) : is_for_question(rule)) continue;
    const bool undecided = needs_a_loser(rule) && !question && is_tied(facts);
    if (question || (!facts.petitioner && !undecided)) {
      const bool candidate = question || std::any_of(rules.begin(), rules.end(), takes_a_candidate);
      return {Verdict::Yes,
              words_of(rules) + (candidate ? " may ask" : " may ask, not a candidate alone")};
    }
    const Standing found = facts.petitioner
                               ? rule_standing(rule, facts)
                               : losing_standing(Placing::Level, words_of(rule) + " may ask");
    if (found.verdict == Verdict::Yes) return found;
    standing.verdict = either(standing.verdict, found.verdict);
    standing.words += (standing.words.empty() ? "" : "; ") + found.words;
  }
  if (standing.words.empty()) {
    return {Verdict::No, "nobody is named who may ask in such a contest"};
  }
  return standing;
}

std::optional<std::int64_t> voters_of_each_precinct(const std::vector<PetitionerRule>& rules) {
  if (rules.size() != 1 || rules[0].all_of.size() != 1) return std::nullopt;
  const PetitionerPart& part = rules[0].all_of[0];
  if (part.kind != K::Voters || part.area != "precinct") return std::nullopt;
  return part.voters;
}

Standing standing_of_voters(const std::vector<PetitionerRule>& rules, std::int64_t voters) {
  Standing standing{Verdict::No, words_of(rules) + " may ask, not voters alone"};
  for (const PetitionerRule& rule : rules) {
    if (rule.all_of.size() != 1 || rule.all_of[0].kind != K::Voters) continue;
    const PetitionerPart& part = rule.all_of[0];
    const std::string words = part_words(part) + " may ask";
    if (part.area == "precinct" || part.area == "ward_or_precinct") {
      standing = {Verdict::No, words + ", each for their own"};
    } else if (!part.voters) {
      return {Verdict::Unknown, words};
    } else if (voters >= *part.voters) {
      return {Verdict::Yes, words};
    } else {
      standing = {Verdict::No, fmt::format("{}; these are {}", words, grouped(voters))};
    }
  }
  return standing;
}

}  // namespace recanvass::law
