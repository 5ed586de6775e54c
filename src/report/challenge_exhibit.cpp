#include "report/challenge_exhibit.h"

#include "base/figures.h"
#include "base/sha256.h"

namespace recanvass::report {
namespace {

std::string entry_list(const ChallengeExhibit& exhibit, Language language) {
  std::vector<std::string> numbers;
  for (const ExhibitStep& step : exhibit.steps) {
    numbers.push_back(base::grouped(static_cast<std::int64_t>(step.position)));
  }
  return listed(language, numbers);
}

void add_exhibit(PaperBody& body, const ChallengeExhibit& exhibit, Language language) {
  const auto label = [&](const char* key) { return say(language, key); };
  body.section(say(language, "exhibit.number", {{"number", exhibit.number}}));
  body.facts({{label("exhibit.county"), exhibit.county},
              {label("exhibit.unit"), exhibit.unit},
              {label("exhibit.batch"), exhibit.batch},
              {label("exhibit.position"), exhibit.position},
              {label("exhibit.challenger"), exhibit.challenger},
              {label("exhibit.side"), exhibit.side},
              {label("exhibit.ground"), exhibit.ground},
              {label("exhibit.counted_as"), exhibit.counted_as},
              {label("exhibit.claimed_as"),
               exhibit.claimed_as.empty() ? label("exhibit.not_stated") : exhibit.claimed_as},
              {label("exhibit.stands_as"), exhibit.stands_as},
              {label("exhibit.standing"), say_known(language, "standing", exhibit.standing)},
              {label("exhibit.ruling"), say_known(language, "standing", exhibit.ruling)}});
  PaperTable steps;
  steps.caption = label("exhibit.history");
  steps.columns = {{label("exhibit.entry"), ColumnKind::Number},
                   {label("exhibit.time")},
                   {label("exhibit.step")},
                   {label("exhibit.words")},
                   {label("exhibit.by")}};
  steps.empty_words = label("exhibit.no_history");
  for (const ExhibitStep& step : exhibit.steps) {
    steps.rows.push_back({base::grouped(static_cast<std::int64_t>(step.position)),
                          moment_words(language, step.claimed_time),
                          say_known(language, "standing", step.what), step.words,
                          listed(language, step.by)});
  }
  body.table(steps);
  if (!exhibit.exhibit_sha256.empty()) {
    body.paragraph(say(language, "exhibit.file", {{"hash", exhibit.exhibit_sha256}}));
  }
  body.paragraph(say(language,
                     exhibit.steps.size() == 1 ? "exhibit.entries.one" : "exhibit.entries.other",
                     {{"entries", entry_list(exhibit, language)}}));
  std::vector<std::string> signers;
  for (const std::string& signer : exhibit.signers) {
    signers.push_back(say_known(language, "paper", signer));
  }
  if (signers.empty()) {
    signers = {label("paper.board_member"), label("paper.board_member"),
               label("exhibit.challenger")};
  }
  body.signatures(signers);
}

}  // namespace

PaperDocument challenge_exhibit(const PaperHeading& heading, const ChallengeExhibit& exhibit,
                                const PaperStyle& style) {
  PaperBody body;
  add_exhibit(body, exhibit, style.language);
  const std::string source = say(style.language, "exhibit.source", {{"origin", heading.origin}});
  return {"exhibit-" + file_word(exhibit.number),
          render_paper(say(style.language, "exhibit.title"), "", body, source, heading, style),
          {}};
}

PaperDocument challenge_register(const ChallengeRegister& challenges, const PaperStyle& style) {
  const Language language = style.language;
  PaperTable table;
  table.caption = say(language, "exhibit.register");
  table.empty_words = say(language, "exhibit.none");
  for (const char* key : {"exhibit.number_head", "exhibit.unit", "exhibit.batch", "exhibit.ground",
                          "exhibit.challenger", "exhibit.standing", "exhibit.ruling"}) {
    table.columns.push_back({say(language, key)});
  }
  CsvTable rows{"exhibits",
                {"number", "county", "unit", "batch", "position", "challenger", "side", "ground",
                 "standing", "ruling", "exhibit_sha256", "counted_as", "claimed_as", "stands_as"},
                {}};
  for (const ChallengeExhibit& exhibit : challenges.exhibits) {
    table.rows.push_back({exhibit.number, exhibit.unit, exhibit.batch, exhibit.ground,
                          exhibit.challenger, say_known(language, "standing", exhibit.standing),
                          say_known(language, "standing", exhibit.ruling)});
    rows.rows.push_back({exhibit.number, exhibit.county, exhibit.unit, exhibit.batch,
                         exhibit.position, exhibit.challenger, exhibit.side, exhibit.ground,
                         exhibit.standing, exhibit.ruling, exhibit.exhibit_sha256,
                         exhibit.counted_as, exhibit.claimed_as, exhibit.stands_as});
  }
  PaperBody body;
  body.table(table);
  return {"challenges",
          render_paper(say(language, "exhibit.register_title"), challenges.place, body,
                       source_words(language, challenges.heading), challenges.heading, style),
          {std::move(rows)}};
}

std::string file_word(const std::string& id) {
  std::string word;
  for (const char c : id) {
    const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || (c == '.' && !word.empty());
    word += stays ? c : '_';
  }
  constexpr std::size_t kLongest = 60;
  if (word == id && !word.empty() && word.size() <= kLongest) return word;
  return word.substr(0, kLongest) + "-" + base::hex(base::sha256(id)).substr(0, 8);
}

}  // namespace recanvass::report
