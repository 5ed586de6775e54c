#include "audit/published_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace recanvass::audit {
namespace {

// A printed number: its value and half of the unit of its last digit.
struct PrintedNumber {
  double value = 0.0;
  double half_unit = 0.5;
  bool at_most = false;  // "<0.0000000001"
};

std::optional<PrintedNumber> read_printed(std::string_view text) {
  PrintedNumber printed;
  if (!text.empty() && text.front() == '<') {
    printed.at_most = true;
    text.remove_prefix(1);
  }
  if (!text.empty() && text.back() == '%') text.remove_suffix(1);
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, printed.value);
  if (error != std::errc() || stopped != end || !std::isfinite(printed.value)) return std::nullopt;
  int decimals = 0;
  const std::size_t exponent_at = text.find_first_of("eE");
  const std::string_view digits = text.substr(0, exponent_at);
  if (const std::size_t point = digits.find('.'); point != std::string_view::npos) {
    decimals = static_cast<int>(digits.size() - point - 1);
  }
  if (exponent_at != std::string_view::npos) {
    std::string_view power = text.substr(exponent_at + 1);
    if (!power.empty() && power.front() == '+') power.remove_prefix(1);
    int exponent = 0;
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    decimals -= exponent;
  }
  printed.half_unit = 0.5 * std::pow(10.0, -decimals);
  return printed;
}

}  // namespace

std::string_view verdict_word(FigureVerdict verdict) {
  switch (verdict) {
    case FigureVerdict::Agrees: return "agrees";
    case FigureVerdict::Explained: return "explained";
    case FigureVerdict::Differs: return "differs";
    case FigureVerdict::NotChecked: return "not checked";
  }
  return "";
}

VerdictTally tally_of(const std::vector<FigureCheck>& checks) {
  VerdictTally tally;
  for (const FigureCheck& check : checks) {
    switch (check.verdict) {
      case FigureVerdict::Agrees: ++tally.agree; break;
      case FigureVerdict::Explained: ++tally.explained; break;
      case FigureVerdict::Differs: ++tally.differ; break;
      case FigureVerdict::NotChecked: ++tally.not_checked; break;
    }
  }
  return tally;
}

std::vector<FigureTally> tallies_of(const std::vector<FigureCheck>& checks) {
  std::vector<std::pair<std::string, std::vector<FigureCheck>>> kinds;
  for (const FigureCheck& check : checks) {
    auto kind = std::find_if(kinds.begin(), kinds.end(),
                             [&](const auto& known) { return known.first == check.figure; });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {check.figure, {}});
    kind->second.push_back(check);
  }
  std::vector<FigureTally> tallies;
  for (auto& [figure, same] : kinds) tallies.push_back({figure, tally_of(same)});
  return tallies;
}

bool prints_as(double computed, std::string_view published, int least_decimals) {
  const auto printed = read_printed(published);
  if (!printed || std::isnan(computed)) return false;
  if (printed->at_most) return computed >= 0.0 && computed < printed->value;
  // The computed number itself may be a rounding away from a half.
  const double half_unit =
      least_decimals == 0 ? printed->half_unit
                          : std::min(printed->half_unit, 0.5 * std::pow(10.0, -least_decimals));
  const double slack = 1e-9 * half_unit + 1e-13 * std::abs(computed);
  return std::abs(computed - printed->value) <= half_unit + slack;
}

std::optional<PrintedRange> printed_range(std::string_view published) {
  const auto printed = read_printed(published);
  if (!printed) return std::nullopt;
  return PrintedRange{printed->value - printed->half_unit, printed->value + printed->half_unit};
}

std::string figure_text(double figure) { return fmt::format("{:.10g}", figure); }

void FigureChecks::about(std::string subject, std::string place) {
  subject_ = std::move(subject);
  place_ = std::move(place);
}

void FigureChecks::add(std::string_view figure, std::string_view published, std::string computed,
                       FigureVerdict verdict, std::string reason) {
  checks_.push_back({subject_, std::string(figure), std::string(published), std::move(computed),
                     verdict, std::move(reason), place_});
}

void FigureChecks::whole(std::string_view figure, std::int64_t published, std::int64_t computed) {
  const bool same = published == computed;
  add(figure, std::to_string(published), std::to_string(computed),
      same ? FigureVerdict::Agrees : FigureVerdict::Differs,
      same ? std::string() : fmt::format("published less computed: {:+}", published - computed));
}

void FigureChecks::decimal(std::string_view figure, std::string_view published, double computed) {
  if (fits(computed, published)) {
    return add(figure, published, figure_text(computed), FigureVerdict::Agrees, {});
  }
  const auto printed = read_printed(published);
  add(figure, published, figure_text(computed), FigureVerdict::Differs,
      printed ? fmt::format("published less computed: {:+.10g}", printed->value - computed)
              : std::string("what is published is no number"));
}

void FigureChecks::text(std::string_view figure, std::string_view published,
                        std::string_view computed) {
  add(figure, published, std::string(computed),
      published == computed ? FigureVerdict::Agrees : FigureVerdict::Differs,
      published == computed ? "" : "the words differ");
}

void FigureChecks::truth(std::string_view figure, bool published, bool computed) {
  text(figure, published ? "yes" : "no", computed ? "yes" : "no");
}

void FigureChecks::not_checked(std::string_view figure, std::string_view published,
                               std::string reason) {
  add(figure, published, {}, FigureVerdict::NotChecked, std::move(reason));
}

void FigureChecks::by_rule(std::string_view figure, std::string_view published, double peer,
                           double right, std::string_view rule) {
  if (fits(right, published)) return decimal(figure, published, right);
  if (!fits(peer, published)) return decimal(figure, published, right);
  explained(figure, published, figure_text(peer),
            fmt::format("{}; right: {}", rule, figure_text(right)));
}

void FigureChecks::explained(std::string_view figure, std::string_view published,
                             std::string_view computed, std::string reason) {
  add(figure, published, std::string(computed), FigureVerdict::Explained, std::move(reason));
}

void FigureChecks::differs(std::string_view figure, std::string_view published,
                           std::string_view computed, std::string reason) {
  add(figure, published, std::string(computed), FigureVerdict::Differs, std::move(reason));
}

}  // namespace recanvass::audit
