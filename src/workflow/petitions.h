// Who asked for a recount, and what became of it: petitions of candidates and voters, and petitions
// by precinct where a law asks for so many voters of each. A part of the state
// (workflow/opening.h). What the law says of them: workflow/petition_law.h and precinct_law.h.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What of the contest is to be counted again.
enum class PetitionScope { Whole, Counties, Units };
enum class PetitionStage { Filed, Accepted, Refused, Withdrawn };

/// What was decided, with what the program found in the law when it was.
struct PetitionRuling {
  std::uint64_t position = 0;
  bool accepted = false;
  std::string ruled_at;  ///< local time
  std::string words;  ///< the officer's; may be empty where the law's sentence decides
  std::string order;  ///< order cited to rule against the law's finding; else empty
  base::Json found;  ///< as find_petition wrote it
  std::set<std::string> by{};  ///< accounts: one, or two
};

struct Petition {
  std::uint64_t position = 0;
  std::string author;  ///< the account that filed it
  std::string receipt;
  std::string filed_at;  ///< local time
  std::string who;
  std::string choice;  ///< the candidate who asks; empty: voters ask
  std::int64_t signers = 0;  ///< voters who ask; 0: a candidate asks
  std::string grounds;
  PetitionScope scope = PetitionScope::Whole;
  std::vector<std::string> places;  ///< ids of counties or units, by scope
  base::Json document;  ///< a file by its SHA-256; null: none
  std::vector<PetitionRuling> rulings;  ///< the latest last
  std::optional<std::uint64_t> withdrawn;  ///< position
  std::string withdrawn_words;
  std::vector<std::string> withdrawn_by;  ///< the accounts: the petitioner's, or two

  [[nodiscard]] PetitionStage stage() const;
};

/// Waiting: its county's clock is not recorded, so whether it is in time is not known.
enum class PrecinctVerdict { Accepted, Refused, Waiting, Withdrawn };

/// A voter by a reference that is not a name, and the district where they are registered.
struct Signer {
  std::string voter;
  std::string unit;
};

struct PrecinctDecision {
  std::uint64_t position = 0;
  PrecinctVerdict verdict = PrecinctVerdict::Waiting;
  std::vector<std::string>
      causes;  ///< "signers", "elsewhere", "late", "unit", "again", "deposit", "clock"
  std::string words;
};

/// Voters of one district who ask that it be counted again.
struct PrecinctPetition {
  std::string number;  ///< receipt of its entry and its place there: "7K3M9QXA-1"
  std::uint64_t position = 0;
  std::string unit;
  std::string county;
  std::string filed_at;
  std::vector<Signer> signers;
  std::optional<std::int64_t> ballots;  ///< cast in the district, as the petition states
  std::optional<std::int64_t> fee_cents;  ///< by the law, where its amount is known
  std::vector<PrecinctDecision> decisions;  ///< the latest last, at least one

  [[nodiscard]] PrecinctVerdict verdict() const { return decisions.back().verdict; }
};

/// What a district's machines leave behind that people can read.
enum class PaperKind { Ballots, VoterVerifiedRecord, None };

struct DistrictEquipment {
  PaperKind paper = PaperKind::Ballots;
  std::string equipment;
};

struct Petitions {
  std::map<std::string, Petition> by_id;
  std::vector<PrecinctPetition> precincts;  ///< in the order of filing
  std::map<std::string, std::int64_t> districts;  ///< how many a county has, as stated
  std::map<std::string, DistrictEquipment> equipment;  ///< by unit, or by county for all its units
};

[[nodiscard]] std::string name_of(PetitionScope scope);
[[nodiscard]] std::string name_of(PetitionStage stage);
[[nodiscard]] std::string name_of(PrecinctVerdict verdict);
[[nodiscard]] std::string name_of(PaperKind paper);
[[nodiscard]] PetitionScope petition_scope_named(const std::string& name);  ///< @pre it is one
[[nodiscard]] PrecinctVerdict precinct_verdict_named(const std::string& name);  ///< @pre it is one
[[nodiscard]] PaperKind paper_named(const std::string& name);  ///< @pre it is one

}  // namespace recanvass::workflow
