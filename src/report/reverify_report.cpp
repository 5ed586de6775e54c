#include "report/reverify_report.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::report {
namespace {

using audit::FigureCheck;
using audit::FigureVerdict;
using audit::PublishedAudit;
using audit::VerdictTally;
using base::Json;

constexpr std::size_t kAlikeShown = 3;

Json tally_json(const VerdictTally& tally) {
  return {{"agree", tally.agree},
          {"explained", tally.explained},
          {"differ", tally.differ},
          {"not_checked", tally.not_checked}};
}

std::string tally_cell(std::int64_t figures) {
  return figures == 0 ? std::string("-") : base::grouped(figures);
}

std::string tallies_table(const PublishedAudit& audit, const Screen& screen) {
  Table table({{"Figure", Align::Left, true},
               {"agree", Align::Right},
               {"explained", Align::Right},
               {"differ", Align::Right},
               {"not checked", Align::Right}});
  for (const auto& kind : audit::tallies_of(audit.checks)) {
    table.add({{kind.figure},
               {tally_cell(kind.tally.agree)},
               {tally_cell(kind.tally.explained)},
               {tally_cell(kind.tally.differ), kind.tally.differ > 0 ? Tone::Bad : Tone::Plain},
               {tally_cell(kind.tally.not_checked)}});
  }
  return table.text(screen, 2);
}

std::string check_line(const FigureCheck& check) {
  std::string line = check.subject.empty() ? std::string() : check.subject + ", ";
  line += fmt::format("{}: published {}", check.figure,
                      check.published.empty() ? std::string("nothing") : check.published);
  if (!check.computed.empty()) line += ", computed " + check.computed;
  if (!check.reason.empty()) line += "; " + check.reason;
  if (!check.place.empty()) line += fmt::format(" ({})", check.place);
  return line;
}

std::string heading_of(FigureVerdict verdict) {
  switch (verdict) {
    case FigureVerdict::Agrees: return "Agrees:";
    case FigureVerdict::Explained: return "Published by a rule of the publisher's own:";
    case FigureVerdict::Differs: return "Differs:";
    case FigureVerdict::NotChecked: return "Cannot be checked:";
  }
  return {};
}

// Figures of one verdict, one by one; of those alike in kind and reason only the first.
std::string checks_text(const PublishedAudit& audit, FigureVerdict verdict, std::size_t alike_max,
                        const Screen& screen) {
  std::map<std::pair<std::string, std::string>, std::size_t> alike;
  std::string out;
  for (const FigureCheck& check : audit.checks) {
    if (check.verdict != verdict) continue;
    // A reason may end in the right value, after a semicolon.
    const std::string kind = check.reason.substr(0, check.reason.find(';'));
    if (++alike[{check.figure, kind}] > alike_max) continue;
    if (out.empty()) out = paragraph(heading_of(verdict), screen, 2);
    out += paragraph(check_line(check), screen, 4);
  }
  for (const auto& [kind, many] : alike) {
    if (many <= alike_max) continue;
    out += paragraph(fmt::format("{} more of the kind \"{}\"{}.",
                                 base::grouped(static_cast<std::int64_t>(many - alike_max)),
                                 kind.first, kind.second.empty() ? "" : ": " + kind.second),
                     screen, 4);
  }
  return out;
}

}  // namespace

std::string verdict_sentence(const VerdictTally& tally) {
  return fmt::format("{}, {}, {}, {} cannot be checked.",
                     base::counted(tally.agree, "figure agrees", "figures agree"),
                     base::counted(tally.differ, "differs", "differ"),
                     base::counted(tally.explained, "is explained", "are explained"),
                     base::grouped(tally.not_checked));
}

std::string reverify_text(const PublishedAudit& audit, FiguresShown shown, const Screen& screen) {
  std::string out = headline(audit.title, screen);
  out += paragraph(audit.kind, screen, 2);
  for (const std::string& sentence : audit.summary) out += paragraph(sentence, screen, 2);
  out += "\n" + tallies_table(audit, screen) + "\n";
  const std::size_t all = audit.checks.size();
  if (shown == FiguresShown::All) out += checks_text(audit, FigureVerdict::Agrees, all, screen);
  out += checks_text(audit, FigureVerdict::Differs, all, screen);
  const std::size_t few = shown == FiguresShown::All ? all : kAlikeShown;
  out += checks_text(audit, FigureVerdict::Explained, few, screen);
  out += checks_text(audit, FigureVerdict::NotChecked, few, screen);
  for (const std::string& remark : audit.remarks) out += paragraph("Note: " + remark, screen, 2);
  const VerdictTally tally = audit::tally_of(audit.checks);
  const std::string sentence = verdict_sentence(tally);
  for (const std::string& line : wrapped(sentence, screen.columns - 2)) {
    out += "  " + painted(line, tally.differ > 0 ? Tone::Bad : Tone::Strong, screen) + "\n";
  }
  return out;
}

Json reverify_json(const PublishedAudit& audit) {
  Json figures = Json::array();
  for (const FigureCheck& check : audit.checks) {
    figures.push_back({{"subject", check.subject},
                       {"figure", check.figure},
                       {"published", check.published},
                       {"computed", check.computed.empty() ? Json() : Json(check.computed)},
                       {"verdict", audit::verdict_word(check.verdict)},
                       {"reason", check.reason},
                       {"place", check.place}});
  }
  Json kinds = Json::array();
  for (const auto& kind : audit::tallies_of(audit.checks)) {
    Json one = tally_json(kind.tally);
    one["figure"] = kind.figure;
    kinds.push_back(std::move(one));
  }
  return {{"title", audit.title},
          {"kind", audit.kind},
          {"summary", audit.summary},
          {"remarks", audit.remarks},
          {"tally", tally_json(audit::tally_of(audit.checks))},
          {"kinds", std::move(kinds)},
          {"figures", std::move(figures)}};
}

}  // namespace recanvass::report
