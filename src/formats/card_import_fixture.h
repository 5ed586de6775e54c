// What tests of the readers of cast vote records have in common: the data that lies beside the
// checkout, and what cards say, in words.
#pragma once

#include "base/check.h"
#include "formats/card_import.h"
#include "formats/cards_csv.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::formats {

inline std::filesystem::path cvr_data(const std::string& path) {
  return std::filesystem::path(RECANVASS_SHARED_DIR) / "data/cvr" / path;
}

/// What was read; a test that cannot go on without it stops with what was wrong.
inline CardImport must_read(base::Result<CardImport> read) {
  if (!read) fmt::print(stderr, "{}\n", base::sentences(read.problems()));
  RECANVASS_CHECK(read.ok());
  return std::move(read).value();
}
inline CardImport imported(const std::vector<std::filesystem::path>& paths) {
  return must_read(import_cards(paths));
}
inline CardImport imported_texts(std::vector<std::pair<std::string, std::string>> texts) {
  return must_read(import_cards(InputFiles::of_texts(std::move(texts))));
}

/// Everything of an import in one text.
inline std::string whole_import(const CardImport& import) {
  std::string text = std::string(cvr_format_name(import.format)) + "\n";
  for (const IgnoredPart& part : import.ignored) {
    text += fmt::format("{} {}\n", part.how_many, part.what);
  }
  for (const std::string& remark : import.remarks) text += remark + "\n";
  for (const std::string& file : import.files) text += file + "\n";
  for (const base::Place& place : import.batch_places) {
    text += fmt::format("{}:{}\n", place.file, place.row);
  }
  write_cards_csv(import.store, [&](std::string_view piece) { text += piece; });
  return text;
}

/// The problems of an import that must fail.
inline base::Problems refused_texts(std::vector<std::pair<std::string, std::string>> texts) {
  const auto read = import_cards(InputFiles::of_texts(std::move(texts)));
  RECANVASS_CHECK(!read.ok());
  return read.problems();
}

/// The index of a contest by its name; of several of one name, the first.
inline std::uint32_t contest_named(const election::CardStore& store, const std::string& name) {
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    if (store.contests()[i].name == name) return i;
  }
  fmt::print(stderr, "no contest named {}\n", name);
  RECANVASS_CHECK(false);
}

/// Votes of each choice in a contest, of ranked ones at the first rank that is marked.
inline std::map<std::string, std::int64_t> contest_votes(const election::CardStore& store,
                                                         std::uint32_t contest) {
  std::map<std::string, std::int64_t> votes;
  if (contest >= store.contests().size()) return votes;
  const election::CardContest& about = store.contests()[contest];
  for (std::int64_t card = 0; card < store.cards().value(); ++card) {
    const auto marking = store.marking(store.place_of(static_cast<std::uint64_t>(card)), contest);
    if (!marking) continue;
    for (const election::Mark& mark : marking->marks) {
      if (about.ranks != 0 && mark.rank != marking->marks[0].rank) continue;
      const std::string name = mark.choice == election::kInvalidWriteIn ? "invalid write-in"
                               : mark.choice == election::kOvervotedRank
                                   ? "overvote"
                                   : about.choices[mark.choice].name;
      votes[name] += mark.votes;
    }
  }
  return votes;
}
inline std::map<std::string, std::int64_t> contest_votes(const election::CardStore& store,
                                                         const std::string& contest) {
  return contest_votes(store, contest_named(store, contest));
}

/// "absent", "blank", "overvoted", "redacted" or "Ada+Ben", "1 Ada, 2 Ben" for a card.
inline std::string card_said(const election::CardStore& store, std::uint64_t card,
                             std::uint32_t contest) {
  const auto marking = store.marking(store.place_of(card), contest);
  if (!marking) return "absent";
  const election::CardContest& about = store.contests()[contest];
  std::string text;
  for (const election::Mark& mark : marking->marks) {
    if (!text.empty()) text += mark.rank == 0 ? "+" : ", ";
    if (mark.rank != 0) text += fmt::format("{} ", mark.rank);
    text += mark.choice == election::kInvalidWriteIn  ? "invalid write-in"
            : mark.choice == election::kOvervotedRank ? "overvote"
                                                      : about.choices[mark.choice].name;
    if (mark.votes != 1) text += fmt::format(" x{}", mark.votes);
  }
  switch (marking->state) {
    case election::MarkingState::Marked: return text;
    case election::MarkingState::Blank: return "blank";
    case election::MarkingState::Overvoted: return text.empty() ? "overvoted" : "over: " + text;
    case election::MarkingState::Redacted: return "redacted";
  }
  return "?";
}

/// How many of a part were ignored; 0: none were.
inline std::uint64_t ignored_of(const CardImport& import, std::string_view what) {
  for (const IgnoredPart& part : import.ignored) {
    if (part.what == what) return part.how_many;
  }
  return 0;
}

}  // namespace recanvass::formats
