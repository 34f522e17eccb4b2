#pragma once
#include "base/folded.h"
