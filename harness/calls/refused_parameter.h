#pragma once

#include <string>

#include "harness/calls/failure.h"

namespace attune {

// A parameter that an endpoint does not take, and the name it asks for in its place, if it says.
struct RefusedParameter {
  std::string name;  // ours, by whatever name the endpoint knows it; empty: none is refused
  std::string instead;
  bool operator==(const RefusedParameter&) const = default;
};

// The parameter a complaint refuses, from its words: by a table of names and one of phrases.
RefusedParameter refused_parameter(const Complaint& complaint);

}  // namespace attune
