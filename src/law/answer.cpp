#include "law/answer.h"

namespace recanvass::law {

std::string name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::No: return "false";
    case Verdict::Yes: return "true";
    case Verdict::Unknown: return "unknown";
  }
  return "";
}

std::string name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::High: return "high";
    case Confidence::Medium: return "medium";
    case Confidence::Low: return "low";
  }
  return "";
}

std::string name_of(DeadlineStatus status) {
  switch (status) {
    case DeadlineStatus::Open: return "open";
    case DeadlineStatus::Today: return "today";
    case DeadlineStatus::Passed: return "passed";
    case DeadlineStatus::Unknown: return "unknown";
  }
  return "";
}

}  // namespace recanvass::law
