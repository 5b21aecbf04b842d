#include "harness/calls/chat.h"

namespace attune {

std::string_view to_text(Trouble trouble) {
  switch (trouble) {
    case Trouble::Transient:
      return "transient";
    case Trouble::RateLimit:
      return "rate-limit";
    case Trouble::Quota:
      return "quota";
    case Trouble::Denied:
      return "denied";
    case Trouble::Unsupported:
      return "unsupported";
    case Trouble::OverContext:
      return "over-context";
    case Trouble::Filtered:
      return "filtered";
    case Trouble::Invalid:
      return "invalid";
  }
  return {};
}

}  // namespace attune
